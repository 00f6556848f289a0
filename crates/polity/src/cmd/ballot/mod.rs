//! `polity ballot`: the parts of a ballot that people do away from the server. Nothing here opens the
//! store: the credential authority and the trustees work with files alone, on machines of their own.

mod credentials;
mod letters;
mod seal;
mod trustee;

use std::process::ExitCode;

use clap::Subcommand;

/// The work of the credential authority and of the trustees, with files alone.
#[derive(Subcommand)]
pub(crate) enum Ballot {
    /// Make a voting code for each voter of a list; hand in the public parts only.
    Credentials(credentials::Credentials),
    /// Send every voter their code; stop and go on at any time.
    Letters(letters::Letters),
    /// Seal a ballot from a ranking and a code.
    Seal(seal::Seal),
    /// After the close: list the voters who have a vote in the archive.
    Marked(credentials::Marked),
    /// A trustee's work: make a key, prove it, mix the votes, open the votes.
    #[command(subcommand)]
    Trustee(trustee::Trustee),
}

impl Ballot {
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Credentials(make) => make.run(),
            Self::Letters(letters) => letters.run(),
            Self::Seal(seal) => seal.run(),
            Self::Marked(marked) => marked.run(),
            Self::Trustee(trustee) => trustee.run(),
        }
    }
}
