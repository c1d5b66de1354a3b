package org.biozoocte.fiji;

import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.TlsChannelCredentials;
import io.grpc.stub.MetadataUtils;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.X509TrustManager;
import org.biozoocte.v1.ModelServiceGrpc;
import org.biozoocte.v1.PredictionServiceGrpc;
import org.biozoocte.v1.RankingServiceGrpc;
import org.biozoocte.v1.ServerServiceGrpc;

/** A channel to a running bridge; whoever opens it closes it. */
final class Bridge implements AutoCloseable {
    private static final int HEALTH_SECONDS = 2;
    private static final int MESSAGE_BYTES = 64 << 20;

    private final ManagedChannel channel;
    private final Channel authorized;

    private Bridge(ManagedChannel channel, String token) {
        this.channel = channel;
        Metadata headers = new Metadata();
        headers.put(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
        authorized = ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    /**
     * Opens a channel.
     *
     * @param address where the bridge is, and the token for it
     * @return the channel, over which nothing was sent yet
     * @throws BridgeException where it speaks TLS and that cannot be set up
     */
    static Bridge connect(BridgeAddress address) throws BridgeException {
        ManagedChannelBuilder<?> builder = address.tls
            ? secured(address)
            : ManagedChannelBuilder.forAddress(address.host, address.port).usePlaintext();
        builder.maxInboundMessageSize(MESSAGE_BYTES);
        // A proxy that is set for the web has no part in this: the bridge is on this machine or in the lab.
        builder.proxyDetector(target -> null);
        return new Bridge(builder.build(), address.token);
    }

    private static ManagedChannelBuilder<?> secured(BridgeAddress address) throws BridgeException {
        X509TrustManager trusted = TrustedAuthorities.read(address.authorityFile);
        try {
            return Grpc.newChannelBuilderForAddress(
                address.host, address.port, TlsChannelCredentials.newBuilder().trustManager(trusted).build());
        } catch (UnsupportedOperationException | IllegalStateException | IllegalArgumentException e) {
            throw new BridgeException(address.place() + " expects TLS, which the gRPC beside this plugin does not have: "
                + e.getMessage() + ". Expected Fiji's own, or what ./build takes along on Linux.", e);
        }
    }

    /**
     * Whether the bridge answers.
     *
     * @return true if it says in time that it serves
     */
    boolean isServing() {
        return HealthCheck.isServing(channel, HEALTH_SECONDS);
    }

    /**
     * The service that says what the bridge is.
     *
     * @return its stub
     */
    ServerServiceGrpc.ServerServiceFutureStub server() {
        return ServerServiceGrpc.newFutureStub(authorized);
    }

    /**
     * The service of the models.
     *
     * @return its stub
     */
    ModelServiceGrpc.ModelServiceFutureStub models() {
        return ModelServiceGrpc.newFutureStub(authorized);
    }

    /**
     * The service that ranks.
     *
     * @return its stub
     */
    RankingServiceGrpc.RankingServiceStub rankings() {
        return RankingServiceGrpc.newStub(authorized);
    }

    /**
     * The service that runs one model.
     *
     * @return its stub
     */
    PredictionServiceGrpc.PredictionServiceStub predictions() {
        return PredictionServiceGrpc.newStub(authorized);
    }

    /** Ends the channel with all that runs over it. */
    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
