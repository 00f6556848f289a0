//! The site as browsers and mail servers meet it: whole requests through the whole server.

#[path = "site/common.rs"]
mod common;
#[path = "site/identity.rs"]
mod identity;
#[path = "site/post.rs"]
mod post;
