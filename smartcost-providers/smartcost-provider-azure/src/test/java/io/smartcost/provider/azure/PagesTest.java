package io.smartcost.provider.azure;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static io.smartcost.provider.azure.FakeCostManagement.SCOPE;
import static io.smartcost.provider.azure.FakeCostManagement.error;
import static io.smartcost.provider.azure.FakeCostManagement.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.smartcost.model.DayRange;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import io.smartcost.testkit.Fetched;
import io.smartcost.testkit.FixedClock;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pages after the first that do not come as they were promised. */
class PagesTest {
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final DayRange DAYS = new DayRange(FIRST, FIRST.plusDays(5));
    private static final String PATH = SCOPE.encodedPath() + "/providers/Microsoft.CostManagement/query";

    private final FixedClock clock = FixedClock.at("2026-08-15T12:00:00Z");

    static Stream<ResponseDefinitionBuilder> pagesThatAreGone() {
        return Stream.of(
                aResponse().withStatus(204),
                error(400, "BadRequest", "Invalid skiptoken"),
                error(404, "NotFound", "no"),
                error(410, "Gone", "no"));
    }

    @ParameterizedTest
    @MethodSource("pagesThatAreGone")
    void a_further_page_that_is_gone_loses_no_row_and_the_question_begins_anew(ResponseDefinitionBuilder gone) {
        Bill bill = new Bill(5).add(FIRST, 5, 3, 3, false);
        BillAnswers answers = new BillAnswers(bill);
        answers.pageSize = 10;
        try (FakeCostManagement cloud = FakeCostManagement.of(answers)) {
            AzureCostManagement provider = cloud.provider().withClock(clock);
            cloud.faults.add(json(firstPage(cloud)));
            cloud.faults.add(gone);

            assertThatThrownBy(() -> Fetched.from(provider, DAYS))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining("begins anew");
            assertThat(cloud.exchanges).hasSize(2);

            BigDecimal billed = Fetched.from(provider, DAYS).billed();
            assertThat(billed).isEqualByComparingTo(bill.sums(Bill.ACTUAL).get("EUR"));
        }
    }

    private static String firstPage(FakeCostManagement cloud) {
        return page(cloud.endpoint() + PATH + "?$skiptoken=1", "[1,20260701,\"EUR\"]");
    }

    @Test
    void a_link_to_the_first_page_ends_the_fetch() {
        String[] next = new String[1];
        try (FakeCostManagement looping =
                FakeCostManagement.answering((question, url) -> page(next[0], "[1,20260701,\"EUR\"]"))) {
            next[0] = looping.endpoint() + PATH + "?api-version=2025-03-01";

            assertThatThrownBy(() -> Fetched.from(looping.provider().withClock(clock), DAYS))
                    .isInstanceOf(SmartCostException.class)
                    .isNotInstanceOf(RetryableException.class)
                    .hasMessageContaining("after 1 pages its answer named a page that was read already");
            assertThat(looping.exchanges).hasSize(1);
        }
    }

    @Test
    void an_answer_with_ever_new_pages_ends() {
        AtomicInteger asked = new AtomicInteger();
        HttpPipeline endless = new HttpPipelineBuilder()
                .httpClient(request -> Mono.just(new Answer(
                        request,
                        page("https://management.azure.com" + PATH + "?$skiptoken=" + asked.incrementAndGet(), ""))))
                .build();
        AzureCostManagement provider = AzureCostManagement.using(endless, SCOPE)
                .withQuota(1_000_000, 1_000_000, 1_000_000)
                .withClock(clock);

        assertThatThrownBy(() -> Fetched.from(provider, DAYS))
                .isInstanceOf(SmartCostException.class)
                .isNotInstanceOf(RetryableException.class)
                .hasMessageContaining("more than 10000 pages")
                .hasMessageContaining("longestRange");
        assertThat(asked).hasValue(10_000);
    }

    /** Without a server, which would take long for so many. */
    private static final class Answer extends HttpResponse {
        private final byte[] body;

        Answer(HttpRequest request, String body) {
            super(request);
            this.body = body.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int getStatusCode() {
            return 200;
        }

        @Override
        @Deprecated
        public String getHeaderValue(String name) {
            return null;
        }

        @Override
        public HttpHeaders getHeaders() {
            return new HttpHeaders();
        }

        @Override
        public Flux<ByteBuffer> getBody() {
            return Flux.just(ByteBuffer.wrap(body));
        }

        @Override
        public Mono<byte[]> getBodyAsByteArray() {
            return Mono.just(body);
        }

        @Override
        public Mono<String> getBodyAsString() {
            return getBodyAsString(StandardCharsets.UTF_8);
        }

        @Override
        public Mono<String> getBodyAsString(Charset charset) {
            return Mono.just(new String(body, charset));
        }
    }

    private static String page(String next, String rows) {
        return "{\"properties\":{\"nextLink\":\"" + next + "\",\"columns\":[{\"name\":\"Cost\",\"type\":\"Number\"},"
                + "{\"name\":\"UsageDate\",\"type\":\"Number\"},{\"name\":\"Currency\",\"type\":\"String\"}],\"rows\":["
                + rows + "]}}";
    }
}
