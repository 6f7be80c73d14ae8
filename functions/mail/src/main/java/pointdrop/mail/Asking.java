package pointdrop.mail;

import java.util.Optional;
import java.util.function.Function;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Request;
import pointdrop.storage.Request.Verb;
import pointdrop.storage.RequestRules;
import pointdrop.storage.Stores;

/// What a mail says of the requests that can be put about an import.
///
/// @param page of an import, where there are such pages
record Asking(String uploadsBucket, RequestRules rules, Function<HistoryEntry, Optional<String>> page) {
    /// Reads `POINTDROP_UNDO_DAYS`.
    static Asking of(Stores stores, MailLinks links) {
        return new Asking(stores.uploadsBucket(),
                RequestRules.of(stores.environment()), links::page);
    }

    /// Adds the link to the page of an import, where there is one.
    void addPage(MailBuilder mail, String label, HistoryEntry entry) {
        page.apply(entry).ifPresent(url -> mail.page(label, url));
    }

    /// A line for the AWS CLI, which everybody has who drops files with it.
    String command(Verb verb, HistoryEntry entry) {
        return "aws s3api put-object --bucket %s --key %s".formatted(uploadsBucket, Request.key(verb, entry));
    }

    /// Until when an import that has ended can be undone.
    String undoUntil(HistoryEntry entry) {
        return Text.time(rules.undoUntil(entry));
    }
}
