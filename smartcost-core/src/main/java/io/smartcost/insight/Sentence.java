package io.smartcost.insight;

import io.smartcost.model.Completeness;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says an explanation in words. Amounts are rounded to cents, or to three digits if they are smaller. */
final class Sentence {
    private static final int MOST_PARTS = 3;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Sentence() {}

    static String of(Explanation explanation) {
        String unit = explanation.unit() == null ? "" : " " + explanation.unit();
        BigDecimal change = explanation.change();
        if (change.signum() == 0 && explanation.parts().isEmpty()) {
            return "Nothing changed: " + amount(explanation.after()) + unit + " in both periods.";
        }
        String text = amount(explanation.after()) + unit + ", " + difference(change, unit) + " than the "
                + amount(explanation.before()) + unit + " before" + percent(explanation) + ".";
        List<Contribution> named = explanation.parts().stream()
                .filter(part -> !part.isRest())
                .limit(MOST_PARTS)
                .toList();
        if (!named.isEmpty()) {
            text += " By " + named.get(0).dimension().id().toLowerCase(Locale.ROOT) + ": "
                    + named.stream().map(Sentence::part).collect(Collectors.joining("; ")) + ".";
        }
        if (explanation.unknown() > 0) {
            text += " " + explanation.unknown() + " records have no amount and are in no figure.";
        }
        return explanation.completeness() == Completeness.FINAL ? text : text + " The figures may still move.";
    }

    private static String difference(BigDecimal change, String unit) {
        return amount(change.abs()) + unit + (change.signum() >= 0 ? " more" : " less");
    }

    private static String percent(Explanation explanation) {
        if (explanation.before().signum() <= 0) {
            return "";
        }
        BigDecimal percent = explanation
                .change()
                .multiply(HUNDRED)
                .divide(explanation.before(), MathContext.DECIMAL64)
                .setScale(1, RoundingMode.HALF_EVEN);
        return " (" + signed(percent.toPlainString()) + " %)";
    }

    private static String part(Contribution part) {
        String change = signed(amount(part.change()));
        String text = name(part) + " "
                + switch (part.kind()) {
                    case NEW -> "is new (" + change + ")";
                    case GONE -> "is gone (" + change + ")";
                    default -> change;
                };
        Optional<PriceAndUsage> split = part.priceAndUsage();
        if (split.isPresent()) {
            text += " (" + signed(amount(split.get().byUsage())) + " by usage, "
                    + signed(amount(split.get().byPrice())) + " by price)";
        }
        Optional<Contribution> inside =
                part.parts().stream().filter(inner -> !inner.isRest()).findFirst();
        return inside.map(inner -> ", of which " + inner.dimension().id().toLowerCase(Locale.ROOT) + " " + part(inner))
                .map(text::concat)
                .orElse(text);
    }

    private static String name(Contribution part) {
        String key = part.key();
        return key == null ? "(none)" : key.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    private static String signed(String number) {
        return number.startsWith("-") ? number : "+" + number;
    }

    private static String amount(BigDecimal amount) {
        BigDecimal cents = amount.setScale(2, RoundingMode.HALF_EVEN);
        if (cents.signum() == 0 && amount.signum() != 0) {
            return amount.round(new MathContext(3)).toPlainString();
        }
        return String.format(Locale.ROOT, "%,.2f", cents);
    }
}
