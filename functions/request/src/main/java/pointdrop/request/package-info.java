/// Does what requests ask for: starts, cancels and undoes imports.
@org.jspecify.annotations.NullMarked
package pointdrop.request;
