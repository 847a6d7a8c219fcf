package io.smartcost.provider.aws;

import io.smartcost.model.SmartCostException;

/** What Cost Explorer throws, told as what happened and what to do. */
final class CostExplorerFailures {
    private CostExplorerFailures() {}

    static SmartCostException of(String action, RuntimeException e) {
        return new Failures("CostExplorerClient", (code, status, detail) -> advice(action, code, detail))
                .of(action + " of Cost Explorer", e);
    }

    private static String advice(String action, String code, String detail) {
        return switch (code) {
            case "AccessDeniedException", "AccessDenied", "UnauthorizedOperation" ->
                "Allow ce:" + action
                        + " to the role or user of the client, and let IAM access billing in the management"
                        + " account's settings; Cost Explorer must be enabled there once, and shows the whole organisation only"
                        + " to the management account." + detail;
            case "DataUnavailableException" ->
                "AWS has no data of these days yet: it prepares them within 24 hours after Cost Explorer was enabled,"
                        + " and within a day after a month began. Ask again then";
            case "BillExpirationException" -> "The report expired while it was read: ask again for later days";
            case "UnknownMonitorException" -> "There is no such anomaly monitor in this account";
            case "ValidationException" ->
                "Days older than 13 months need multi-year data, hours older than 14 days are gone, and hours must be"
                        + " enabled in the settings of Cost Explorer." + detail;
            default -> "It will not pass by trying again." + detail;
        };
    }
}
