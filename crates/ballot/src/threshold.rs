//! Groups of trustees of which some suffice (Pedersen): reading and checking them.
//!
//! Each of m members publishes a certificate (its keys for signing and for receiving messages),
//! a commitment to a polynomial of degree t, and at the end its public key for decryption. What
//! is checked here is all that an outsider can: every signature, that each member signed the
//! certificates that stand here, and that the members' public keys are the ones that the
//! polynomials give. t + 1 is `threshold`.

use crate::group::{Element, ElementError, Scalar};
use crate::hash::Domain;
use crate::trustee::{KeyFault, check_key};
use crate::wire::{CertContext, CertKeys, CoefExps, GROUP, SignedMessage, Threshold};

/// Why a threshold group is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThresholdFault {
    /// No members, no threshold, or one that is more than the members.
    #[error("{threshold} of {size} members cannot be needed")]
    Size {
        /// Members needed.
        threshold: u32,
        /// Members.
        size: usize,
    },
    /// Certificates, polynomials, signatures and keys are not equally many.
    #[error(
        "{certs} certificates, {coefexps} polynomials, {signatures} signatures and {keys} keys \
         should be equally many"
    )]
    Lengths {
        /// Certificates.
        certs: usize,
        /// Committed polynomials.
        coefexps: usize,
        /// Signatures on the certificates.
        signatures: usize,
        /// Public keys.
        keys: usize,
    },
    /// A text that a member signed does not have its form.
    #[error("member {}: the {what} cannot be read: {error}", member + 1)]
    Message {
        /// Which member, from 0.
        member: usize,
        /// Which text.
        what: &'static str,
        /// Where and why.
        error: String,
    },
    /// A certificate made for another group, size, threshold or place.
    #[error("member {}: the certificate was made for another group of trustees", member + 1)]
    Context {
        /// Which member, from 0.
        member: usize,
    },
    /// A value that is no element.
    #[error("member {}: {what}: {error}", member + 1)]
    Element {
        /// Which member, from 0.
        member: usize,
        /// Which value.
        what: &'static str,
        /// What is wrong.
        error: ElementError,
    },
    /// A polynomial of another degree than the threshold says.
    #[error("member {}: the polynomial has {found} coefficients, not {expected}", member + 1)]
    Degree {
        /// Which member, from 0.
        member: usize,
        /// Coefficients found.
        found: usize,
        /// Coefficients that the threshold needs.
        expected: u32,
    },
    /// A signature does not hold.
    #[error("member {}: the signature on the {what} does not hold", member + 1)]
    Signature {
        /// Which member, from 0.
        member: usize,
        /// On what.
        what: &'static str,
    },
    /// The member's public key, or the proof of its secret.
    #[error("member {}: {fault}", member + 1)]
    Key {
        /// Which member, from 0.
        member: usize,
        /// What is wrong.
        fault: KeyFault,
    },
    /// The member's public key is not the one that the polynomials give.
    #[error("member {}: the public key is not the one that the polynomials give", member + 1)]
    WrongKey {
        /// Which member, from 0.
        member: usize,
    },
}

/// Checks a threshold group; its part of the election's public key comes back.
///
/// # Errors
/// The first [`ThresholdFault`], members in their order.
pub fn check(group: &Threshold) -> Result<Element, ThresholdFault> {
    check_sizes(group)?;
    let mut signers = Vec::with_capacity(group.certs.len());
    for member in 0..group.certs.len() {
        signers.push(check_certificate(group, member)?);
    }
    let mut polynomials = Vec::with_capacity(signers.len());
    for (member, signer) in signers.iter().enumerate() {
        polynomials.push(check_polynomial(group, member, signer)?);
    }
    for (member, signer) in signers.iter().enumerate() {
        check_public_key(group, member, signer, &polynomials)?;
    }
    Ok(polynomials
        .iter()
        .filter_map(|coefficients| coefficients.first().copied())
        .sum())
}

fn check_sizes(group: &Threshold) -> Result<(), ThresholdFault> {
    let size = group.certs.len();
    let lengths = [
        group.coefexps.len(),
        group.signatures.as_ref().map_or(0, Vec::len),
        group.verification_keys.len(),
    ];
    if lengths != [size; 3] {
        let [coefexps, signatures, keys] = lengths;
        return Err(ThresholdFault::Lengths {
            certs: size,
            coefexps,
            signatures,
            keys,
        });
    }
    let threshold = group.threshold;
    let possible = threshold >= 1 && usize::try_from(threshold).is_ok_and(|needed| needed <= size);
    if possible {
        Ok(())
    } else {
        Err(ThresholdFault::Size { threshold, size })
    }
}

/// The member's key for signatures, from its own certificate.
fn check_certificate(group: &Threshold, member: usize) -> Result<Element, ThresholdFault> {
    let cert = &group.certs[member];
    let keys: CertKeys = read(member, "certificate", &cert.message)?;
    let number = |value: usize| u32::try_from(value).unwrap_or(u32::MAX);
    let expected = CertContext {
        group: GROUP.to_owned(),
        size: number(group.certs.len()),
        threshold: group.threshold,
        index: number(member + 1),
    };
    if keys.context != Some(expected) {
        return Err(ThresholdFault::Context { member });
    }
    let element = |what, text| {
        Element::decode(text).map_err(|error| ThresholdFault::Element {
            member,
            what,
            error,
        })
    };
    let signer = element("the key for signatures", &keys.verification)?;
    element("the key for messages", &keys.encryption)?;
    check_signature(member, "certificate", &signer, cert)?;
    Ok(signer)
}

/// The member's committed coefficients.
fn check_polynomial(
    group: &Threshold,
    member: usize,
    signer: &Element,
) -> Result<Vec<Element>, ThresholdFault> {
    let polynomial = &group.coefexps[member];
    check_signature(member, "polynomial", signer, polynomial)?;
    let CoefExps { coefexps } = read(member, "polynomial", &polynomial.message)?;
    let found = coefexps.len();
    if u32::try_from(found) != Ok(group.threshold) {
        return Err(ThresholdFault::Degree {
            member,
            found,
            expected: group.threshold,
        });
    }
    let what = "certificates that it saw";
    // The certificates and the polynomial as one JSON object, in the order of the protocol.
    let json = serde_json::to_string(&group.certs)
        .and_then(|certs| Ok((certs, serde_json::to_string(&coefexps)?)))
        .map_err(|error| ThresholdFault::Message {
            member,
            what,
            error: error.to_string(),
        })?;
    let message = format!(
        "{}|{{\"certs\":{},\"coefexps\":{}}}",
        Domain::Certificates.word(),
        json.0,
        json.1
    );
    let signature = group
        .signatures
        .as_ref()
        .and_then(|signatures| signatures.get(member));
    if !signature.is_some_and(|signature| signature.verify_message(signer, &message)) {
        return Err(ThresholdFault::Signature { member, what });
    }
    let what = "a coefficient of the polynomial";
    coefexps
        .iter()
        .map(|text| {
            Element::decode(text).map_err(|error| ThresholdFault::Element {
                member,
                what,
                error,
            })
        })
        .collect()
}

fn check_public_key(
    group: &Threshold,
    member: usize,
    signer: &Element,
    polynomials: &[Vec<Element>],
) -> Result<(), ThresholdFault> {
    let key = &group.verification_keys[member];
    let element = check_key(key).map_err(|fault| ThresholdFault::Key { member, fault })?;
    let place = Scalar::from_u64(u64::try_from(member + 1).unwrap_or(u64::MAX));
    let expected: Element = polynomials
        .iter()
        .map(|coefficients| vartime_evaluate(coefficients, &place))
        .sum();
    if element != expected {
        return Err(ThresholdFault::WrongKey { member });
    }
    let text = key.public_key.to_string();
    let holds = key
        .signature
        .as_ref()
        .is_some_and(|proof| proof.verify_message(signer, &text));
    if holds {
        Ok(())
    } else {
        Err(ThresholdFault::Signature {
            member,
            what: "public key",
        })
    }
}

/// g to the value of a committed polynomial, by Horner's rule.
fn vartime_evaluate(coefficients: &[Element], place: &Scalar) -> Element {
    coefficients
        .iter()
        .rev()
        .fold(Element::identity(), |sum, coefficient| {
            sum.vartime_commitment(place, &Scalar::ZERO) + *coefficient
        })
}

fn check_signature(
    member: usize,
    what: &'static str,
    signer: &Element,
    text: &SignedMessage,
) -> Result<(), ThresholdFault> {
    if text.signature.verify_message(signer, &text.message) {
        Ok(())
    } else {
        Err(ThresholdFault::Signature { member, what })
    }
}

fn read<'a, T: serde::Deserialize<'a>>(
    member: usize,
    what: &'static str,
    text: &'a str,
) -> Result<T, ThresholdFault> {
    serde_json::from_str(text).map_err(|error| ThresholdFault::Message {
        member,
        what,
        error: error.to_string(),
    })
}
