//! Who the user is.

use std::fmt;

/// A user's name and a password, each of 1 to 255 bytes.
pub(crate) struct Credentials {
    user: Field,
    password: Field,
}

/// The bytes, and how many they are.
type Field = (u8, String);

impl Credentials {
    /// Keeps a user's name and a password.
    ///
    /// # Errors
    ///
    /// One of them is empty, or longer than 255 bytes: RFC 1929 has no words for it.
    pub(crate) fn new(user: String, password: String) -> Result<Self, CredentialsError> {
        Ok(Self {
            user: field("the user's name", user)?,
            password: field("the password", password)?,
        })
    }

    /// Writes the request of RFC 1929.
    pub(super) fn request(&self) -> Vec<u8> {
        let mut bytes = vec![super::handshake::AUTHENTICATION_VERSION];
        for (len, text) in [&self.user, &self.password] {
            bytes.push(*len);
            bytes.extend_from_slice(text.as_bytes());
        }
        bytes
    }
}

/// Measures one of the two.
fn field(what: &'static str, text: String) -> Result<Field, CredentialsError> {
    match u8::try_from(text.len()) {
        Ok(len @ 1..) => Ok((len, text)),
        _ => Err(CredentialsError {
            what,
            len: text.len(),
        }),
    }
}

/// Shows the user's name alone.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Credentials")
            .field("user", &self.user.1)
            .finish_non_exhaustive()
    }
}

/// Says that a user's name or a password is too long, or empty.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct CredentialsError {
    what: &'static str,
    len: usize,
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} must have 1 to 255 bytes, not {}",
            self.what, self.len
        )
    }
}

impl std::error::Error for CredentialsError {}

#[cfg(test)]
mod tests {
    use super::Credentials;

    #[test]
    fn the_lengths_are_those_of_the_rfc() {
        let make = |user: usize, password: usize| {
            Credentials::new("u".repeat(user), "p".repeat(password)).map(|made| made.request())
        };
        assert_eq!(make(1, 2).expect("they fit"), b"\x01\x01u\x02pp");
        assert_eq!(make(255, 255).expect("they fit").len(), 1 + 2 * 256);
        let message = |user, password| make(user, password).expect_err("too long").to_string();
        assert_eq!(
            message(256, 1),
            "the user's name must have 1 to 255 bytes, not 256"
        );
        assert_eq!(
            message(1, 0),
            "the password must have 1 to 255 bytes, not 0"
        );
    }

    #[test]
    fn the_password_is_not_shown() {
        let made = Credentials::new("me".to_owned(), "secret".to_owned());
        let shown = format!("{:?}", made.expect("they fit"));
        assert!(shown.contains("me") && !shown.contains("secret"), "{shown}");
    }
}
