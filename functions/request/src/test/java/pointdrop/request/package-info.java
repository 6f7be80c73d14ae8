@org.jspecify.annotations.NullMarked
package pointdrop.request;
