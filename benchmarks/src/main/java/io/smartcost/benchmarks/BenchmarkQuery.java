package io.smartcost.benchmarks;

import static io.smartcost.query.CostDimension.BILLING_ACCOUNT;
import static io.smartcost.query.CostDimension.DAY;
import static io.smartcost.query.CostDimension.MONTH;
import static io.smartcost.query.CostDimension.PROVIDER;
import static io.smartcost.query.CostDimension.REGION;
import static io.smartcost.query.CostDimension.RESOURCE;
import static io.smartcost.query.CostDimension.SERVICE;
import static io.smartcost.query.Dimension.tag;

import io.smartcost.model.DayRange;
import io.smartcost.model.Tenant;
import io.smartcost.query.CostQuery;
import io.smartcost.query.Measure;

/** The eight questions, for us and as SQL. */
public enum BenchmarkQuery {
    Q1(
            "total by day",
            year().groupBy(DAY),
            "select cast(day as varchar), sum(cost) from costs group by day order by day"),
    Q2(
            "by service for 30 days, top 10",
            year().during(new DayRange(BenchmarkData.START.plusDays(180), BenchmarkData.START.plusDays(210)))
                    .groupBy(SERVICE)
                    .top(10),
            "select service, sum(cost) as total from costs where day >= date '2025-06-30' and day < date '2025-07-30'"
                    + " group by service order by total desc, service limit 10"),
    Q3(
            "by day, service, account, the 1,000 largest",
            year().groupBy(DAY, SERVICE, BILLING_ACCOUNT).top(1000),
            "select cast(day as varchar), service, account, total from (select day, service, account, sum(cost) as total"
                    + " from costs group by day, service, account order by total desc, day, service, account limit 1000)"
                    + " order by total desc, day, service, account"),
    Q4(
            "provider = AWS, region in 5, env = prod, by team",
            year().where(PROVIDER.is("AWS")
                            .and(REGION.in("region-03", "region-08", "region-13", "region-18", "region-23"))
                            .and(tag("env").is("prod")))
                    .groupBy(tag("team")),
            "select team, sum(cost) from costs where provider = 'AWS' and region in ('region-03', 'region-08',"
                    + " 'region-13', 'region-18', 'region-23') and env = 'prod' group by team order by team"),
    Q5(
            "one account, one service, by month",
            year().where(BILLING_ACCOUNT.is("account-077").and(SERVICE.is("service-005")))
                    .groupBy(MONTH),
            "select strftime(month, '%Y-%m'), total from (select date_trunc('month', day) as month, sum(cost) as total"
                    + " from costs where account = 'account-077' and service = 'service-005' group by month) order by month"),
    Q6(
            "distinct accounts by service",
            year().groupBy(SERVICE).measure(Measure.distinct(BILLING_ACCOUNT)),
            "select service, count(distinct account) from costs group by service order by service"),
    Q7(
            "by resource, top 100",
            year().groupBy(RESOURCE).top(100),
            "select resource, sum(cost) as total from costs group by resource order by total desc, resource limit 100"),
    Q8(
            "by team and month, env not dev",
            year().where(tag("env").is("dev").not()).groupBy(tag("team"), MONTH),
            "select team, strftime(month, '%Y-%m'), total from (select team, date_trunc('month', day) as month,"
                    + " sum(cost) as total from costs where env is distinct from 'dev' group by team, month)"
                    + " order by team, month");

    private final String title;
    private final CostQuery query;
    private final String sql;

    BenchmarkQuery(String title, CostQuery query, String sql) {
        this.title = title;
        this.query = query;
        this.sql = sql;
    }

    private static CostQuery year() {
        return CostQuery.of(
                Tenant.DEFAULT, new DayRange(BenchmarkData.START, BenchmarkData.START.plusDays(BenchmarkData.DAYS)));
    }

    String title() {
        return title;
    }

    CostQuery query() {
        return query;
    }

    String sql() {
        return sql;
    }
}
