//! The channels a petition comes by. The list is [`Channel`]; to add one, add its line to the macro call and its text key.

use crate::codes;

codes! {
    /// How a petition came (信访形式).
    Channel {
        /// 来访: at the reception desk.
        Visit => "visit",
        /// 来信: by post.
        Letter => "letter",
        /// 来电: by telephone.
        Call => "call",
        /// 网上信访: through the office's own pages.
        Online => "online",
        /// 电子邮件: by e-mail.
        Email => "email",
        /// 上级交办、转来: from above or beside.
        FromAbove => "from_above",
        /// By machine: another system's interface, an import.
        Machine => "machine",
    }
}
