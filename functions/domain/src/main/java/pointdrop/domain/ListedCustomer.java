package pointdrop.domain;

/// A customer and the address it is found by.
public record ListedCustomer(EmailAddress email, Customer customer) {}
