@org.jspecify.annotations.NullMarked
package pointdrop.validate;
