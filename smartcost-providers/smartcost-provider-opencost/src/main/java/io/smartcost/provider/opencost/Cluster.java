package io.smartcost.provider.opencost;

import io.smartcost.model.SourceAccount;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cluster and where its OpenCost or Kubecost answers. An immutable value; each method gives a changed copy. It holds references to
 * secrets and never a secret.
 */
public final class Cluster {
    private final String name;
    private final URI uri;
    private final String currency;
    private final List<String> labels;
    private final @Nullable Credential credential;

    private Cluster(String name, URI uri, String currency, List<String> labels, @Nullable Credential credential) {
        this.name = name;
        this.uri = uri;
        this.currency = currency;
        this.labels = List.copyOf(labels);
        this.credential = credential;
    }

    /**
     * @param name the id of the cluster's source account: part of the key of all that is stored, so it stays the same for ever
     * @param base what stands before {@code /allocation}: {@code http://opencost.opencost:9003}, or with Kubecost's base path
     *     {@code https://kubecost.example.com/model}
     * @throws IllegalArgumentException if it is no http or https address, or has a user, a query or a fragment
     */
    public static Cluster at(String name, URI base) {
        requireName(name);
        boolean http = base.getScheme() != null
                && Set.of("http", "https").contains(base.getScheme().toLowerCase(Locale.ROOT));
        if (!http || base.getHost() == null) {
            throw new IllegalArgumentException("The address of the cluster '" + name
                    + "' must be absolute, with http or https and a host, such as http://opencost.opencost:9003");
        }
        if (base.getRawUserInfo() != null || base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "The address of the cluster '" + name
                            + "' must have no user, query or fragment: secrets are passed by reference, see bearerToken and header");
        }
        return new Cluster(name, base, "USD", List.of(), null);
    }

    /** Sets the ISO 4217 code that the cluster's prices are in, which its answers do not tell: USD unless set. */
    public Cluster currency(String iso4217) {
        if (iso4217.isBlank()) {
            throw new IllegalArgumentException("The currency of the cluster '" + name + "' is blank");
        }
        return new Cluster(name, uri, iso4217, labels, credential);
    }

    /**
     * Splits the costs of a controller by the values of this label of its pods as well. It is needed only for labels in which the
     * pods of one controller differ: those that they share are tags anyway.
     */
    public Cluster splitByLabel(String key) {
        if (key.isBlank() || key.indexOf(',') >= 0) {
            throw new IllegalArgumentException("'" + key + "' is no key of a label");
        }
        List<String> more = new ArrayList<>(labels);
        more.add(key);
        return new Cluster(name, uri, currency, more, credential);
    }

    /** Sends {@code Authorization: Bearer} with the token that this reference stands for. */
    public Cluster bearerToken(String secretReference) {
        return new Cluster(name, uri, currency, labels, new Credential("Authorization", "Bearer ", secretReference));
    }

    /** Sends this header, its value being all of the secret that the reference stands for. */
    public Cluster header(String header, String secretReference) {
        return new Cluster(name, uri, currency, labels, new Credential(header, "", secretReference));
    }

    String name() {
        return name;
    }

    /** The address of the allocation interface, without a query. */
    URI allocations() {
        String base = uri.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "allocation");
    }

    String currency() {
        return currency;
    }

    List<String> labels() {
        return labels;
    }

    @Nullable
    Credential credential() {
        return credential;
    }

    private static void requireName(String name) {
        SourceAccount unused = new SourceAccount(OpenCost.NAME, name);
    }

    @Override
    public String toString() {
        return name + " at " + uri;
    }

    /**
     * What a cluster wants to see before it answers.
     *
     * @param prefix what stands before the secret in the header
     */
    record Credential(String header, String prefix, String reference) {}
}
