@org.jspecify.annotations.NullMarked
package pointdrop.web;
