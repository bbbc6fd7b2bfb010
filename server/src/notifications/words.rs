//! What a mail says. Nothing of the organisation, of letters, or of how many there are: whoever sees the mail learns that
//! its receiver has a box.

use crate::store::notifications::Language;

/// A mail's subject and text.
pub struct Words {
    /// The subject.
    pub subject: &'static str,
    /// Plain text; `{page}` stands for the app's address.
    text: &'static str,
}

const NL: Words = Words {
    subject: "Kijk in uw postvak",
    text: "Goedendag,

Kijk in uw postvak als het u uitkomt:

{page}

Dit bericht wordt vanzelf verstuurd, hoogstens eens per dag. Of er iets voor u bij is, ziet u pas in de app.

U krijgt dit bericht omdat u daar in de app om vroeg. Bij de instellingen van de app zet u het weer uit. Antwoorden op dit bericht worden niet gelezen.
",
};

const EN: Words = Words {
    subject: "Look into your box",
    text: "Hello,

Please look into your box when it suits you:

{page}

This message is sent by itself, at most once a day. Whether there is something for you, only the app can show you.

You get this message because you asked for it in the app. You can switch it off in the app's settings. Nobody reads answers to this message.
",
};

impl Words {
    /// The texts in this language.
    pub const fn of(language: Language) -> &'static Self {
        match language {
            Language::Nl => &NL,
            Language::En => &EN,
        }
    }

    /// The mail's text, about the app at this address.
    pub fn text(&self, page: &str) -> String {
        self.text.replace("{page}", page)
    }
}
