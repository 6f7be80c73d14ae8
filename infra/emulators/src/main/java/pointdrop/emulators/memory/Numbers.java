package pointdrop.emulators.memory;

import java.math.BigDecimal;

/// Numbers as DynamoDB has them: decimal, 38 digits.
final class Numbers {
    private static final int DIGITS = 38;
    /// The decimal exponents of the largest and of the smallest number.
    private static final int LARGEST = 125;
    private static final int SMALLEST = -130;
    /// Any so short in its shortest form is in range.
    private static final int SURELY_IN_RANGE = 30;

    private Numbers() {}

    /// The form in which it is stored: 1 for `1.0` and for `1e0`.
    static String normalize(String text) {
        if (isNormal(text)) {
            return text;
        }
        try {
            return write(new BigDecimal(text));
        } catch (NumberFormatException noNumber) {
            throw Refusal.validation("The parameter cannot be converted to a numeric value: " + text);
        }
    }

    private static boolean isNormal(String text) {
        int first = text.startsWith("-") ? 1 : 0;
        if (text.length() == first || text.length() > SURELY_IN_RANGE || text.charAt(first) == '0') {
            return text.equals("0");
        }
        for (int i = first; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    static BigDecimal read(String normal) {
        return new BigDecimal(normal);
    }

    /// @throws software.amazon.awssdk.services.dynamodb.model.DynamoDbException out of DynamoDB's range
    static String write(BigDecimal number) {
        if (number.signum() == 0) {
            return "0";
        }
        BigDecimal shortest = number.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent > LARGEST) {
            throw Refusal.validation(
                    "Number overflow. Attempting to store a number with magnitude larger than supported range");
        }
        if (exponent < SMALLEST) {
            throw Refusal.validation(
                    "Number underflow. Attempting to store a number with magnitude smaller than supported range");
        }
        if (shortest.precision() > DIGITS) {
            throw Refusal.validation("Attempting to store more than 38 significant digits in a Number");
        }
        return shortest.toPlainString();
    }
}
