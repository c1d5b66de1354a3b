package org.biozoocte.fiji;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Paths;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities whose certificates are trusted. */
final class TrustedAuthorities {
    private TrustedAuthorities() {
    }

    /**
     * Reads them.
     *
     * @param file the path of a PEM file, or nothing for those that Java trusts
     * @return what judges certificates by them
     * @throws BridgeException where the file holds none
     */
    static X509TrustManager read(String file) throws BridgeException {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(file.isEmpty() ? null : store(file));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509TrustManager) {
                    return (X509TrustManager) manager;
                }
            }

            throw new BridgeException("This Java has no judge of certificates.");
        } catch (GeneralSecurityException | IOException | InvalidPathException e) {
            throw new BridgeException(file + " holds no certificate of an authority: " + e.getMessage()
                + ". Expected PEM, which begins with -----BEGIN CERTIFICATE-----.", e);
        }
    }

    private static KeyStore store(String file) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream stream = Files.newInputStream(Paths.get(file))) {
            Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(stream);
            if (found.isEmpty()) {
                throw new CertificateException("nothing is in it");
            }

            for (Certificate certificate : found) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
        }

        return store;
    }
}
