package org.biozoocte.fiji;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Tries TLS with a server and says what is in the way: gRPC itself says little about certificates. */
final class TlsCheck {
    private static final int MILLISECONDS = 5000;

    private final String reason;
    private final boolean isUntrusted;

    private TlsCheck(String reason, boolean isUntrusted) {
        this.reason = reason;
        this.isUntrusted = isUntrusted;
    }

    /**
     * Tries it.
     *
     * @param address the server
     * @return what came of it
     * @throws BridgeException where the file of the trusted authorities holds none
     */
    static TlsCheck of(BridgeAddress address) throws BridgeException {
        Judge judge = new Judge(TrustedAuthorities.read(address.authorityFile));
        try (Socket plain = new Socket()) {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {judge}, null);
            plain.connect(new InetSocketAddress(address.host, address.port), MILLISECONDS);
            plain.setSoTimeout(MILLISECONDS);
            try (SSLSocket secured =
                (SSLSocket) context.getSocketFactory().createSocket(plain, address.host, address.port, true)) {
                SSLParameters parameters = secured.getSSLParameters();
                // With it the certificate must also have the server's name.
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                secured.setSSLParameters(parameters);
                secured.startHandshake();
                return new TlsCheck(null, false);
            }
        } catch (SSLException e) {
            return judge.shown == null
                ? new TlsCheck(address.place() + " does not speak TLS (" + e.getMessage()
                    + "). Expected zoocte serve with --tls-cert there.", false)
                : new TlsCheck(untrusted(address, judge, e), true);
        } catch (IOException | GeneralSecurityException e) {
            String why = e instanceof UnknownHostException ? "there is no such host" : e.getMessage();
            return new TlsCheck(address.place() + " cannot be reached: " + why
                + ". Expected zoocte serve with --listen there.", false);
        }
    }

    /**
     * What is in the way.
     *
     * @return that and what is expected, or null where nothing is
     */
    String reason() {
        return reason;
    }

    /**
     * Whether it is the certificate.
     *
     * @return true if so
     */
    boolean isUntrusted() {
        return isUntrusted;
    }

    private static String untrusted(BridgeAddress address, Judge judge, Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }

        String expected;
        if (judge.isTrusted) {
            expected = "a certificate of " + address.host + ": in the settings, name the server as its certificate does.";
        } else if (address.authorityFile.isEmpty()) {
            expected = "one of an authority that Java trusts, or the file of the server's own CA in the settings.";
        } else {
            expected = "one of the authority in " + address.authorityFile + ".";
        }

        return address.place() + " shows a certificate of " + judge.shown.getSubjectX500Principal().getName()
            + " (SHA-256 " + fingerprint(judge.shown) + ") that is not trusted: " + cause.getMessage() + ". Expected "
            + expected;
    }

    /** By what the server's administrator knows the certificate again. */
    private static String fingerprint(X509Certificate certificate) {
        try {
            StringBuilder digits = new StringBuilder();
            for (byte part : MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded())) {
                digits.append(String.format("%02x", part));
            }

            return digits.toString();
        } catch (GeneralSecurityException e) {
            return "unknown";
        }
    }

    /** Judges as another does, and keeps what it was shown. */
    private static final class Judge implements X509TrustManager {
        private final X509TrustManager inner;
        private X509Certificate shown;
        private boolean isTrusted;

        private Judge(X509TrustManager inner) {
            this.inner = inner;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            shown = chain[0];
            inner.checkServerTrusted(chain, type);
            isTrusted = true;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            inner.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return inner.getAcceptedIssuers();
        }
    }
}
