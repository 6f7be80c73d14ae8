/// The mails, their links, and sending them.
@org.jspecify.annotations.NullMarked
package pointdrop.mail;
