package io.smartcost.provider.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.smartcost.model.SmartCostException;
import io.smartcost.spi.RetryableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Makes requests, each once and within a time limit, and reads the answers to their ends, as far as these may be long. */
final class Requests {
    private static final HttpHeaderName CLIENT_TYPE = HttpHeaderName.fromString("ClientType");
    private static final int MOST_BYTES = 64 << 20;

    private final HttpPipeline pipeline;

    Requests(HttpPipeline pipeline) {
        this.pipeline = OneTry.of(pipeline);
    }

    /**
     * @param what is asked for, for messages
     * @throws RetryableException if there is no whole answer
     */
    Reply post(URI address, byte[] body, QueryOptions options, String what) {
        HttpRequest request = new HttpRequest(HttpMethod.POST, address.toString())
                .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json")
                .setHeader(HttpHeaderName.ACCEPT, "application/json")
                .setHeader(CLIENT_TYPE, options.clientType())
                .setBody(body);
        // On a thread of its own, so that the limit holds for what blocks in the pipeline, such as a credential, too.
        CompletableFuture<Reply> reply = Mono.defer(() -> pipeline.send(request, Context.NONE))
                .flatMap(Requests::read)
                .subscribeOn(Schedulers.boundedElastic())
                .toFuture();
        try {
            return reply.get(options.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new RetryableException(
                    what + " was not answered within " + options.timeout()
                            + ". If that goes on, allow more with withTimeout, or tell costs apart by fewer things",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SmartCostException(what + " was interrupted", e);
        } catch (ExecutionException e) {
            throw failure(what, Exceptions.unwrap(e.getCause() == null ? e : e.getCause()));
        } finally {
            reply.cancel(true);
        }
    }

    private static Mono<Reply> read(HttpResponse response) {
        return response.getBody()
                .collect(ByteArrayOutputStream::new, Requests::append)
                .map(bytes -> new Reply(response.getStatusCode(), response.getHeaders(), bytes.toByteArray()))
                .doFinally(end -> response.close());
    }

    private static void append(ByteArrayOutputStream bytes, ByteBuffer part) {
        if (bytes.size() + (long) part.remaining() > MOST_BYTES) {
            throw new TooLarge(MOST_BYTES);
        }
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.write(copy, 0, copy.length);
    }

    private static SmartCostException failure(String what, Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLarge) {
                return new SmartCostException(
                        what + " was answered with more than " + (MOST_BYTES >> 20)
                                + " MiB at once, which Cost Management does not do: is a proxy in between?",
                        e);
            }
            if (cause instanceof ClientAuthenticationException) {
                return new SmartCostException(
                        what
                                + " was not sent: the credential got no token. Give the pipeline a credential that can sign"
                                + " in from here, such as a managed identity, a workload identity or az login",
                        e);
            }
            if (cause instanceof IOException || cause instanceof TimeoutException) {
                return new RetryableException(
                        what + " got no whole answer: the connection could not be made, or broke off", e);
            }
        }
        return new SmartCostException(
                what + " failed in the HTTP pipeline (" + e.getClass().getSimpleName()
                        + "). Check its policies: a bearer token is sent over https only",
                e);
    }
}
