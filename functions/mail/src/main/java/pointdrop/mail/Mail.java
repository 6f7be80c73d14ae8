package pointdrop.mail;

/// One mail, as text and as HTML.
public record Mail(String to, String subject, String text, String html) {}
