/// How a chunk and an import close, whoever closes them: the import that did its work, or the one that gives it up.
@org.jspecify.annotations.NullMarked
package pointdrop.closing;
