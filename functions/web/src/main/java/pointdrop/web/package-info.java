/// The page for merchants and the API, behind an HTTP API of API Gateway.
@org.jspecify.annotations.NullMarked
package pointdrop.web;
