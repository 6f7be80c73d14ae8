@org.jspecify.annotations.NullMarked
package pointdrop.mail;
