using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace BioZooCte.Bridge.Hosting;

/// <summary>Sets TLS up.</summary>
internal static class TlsSetup
{
    /// <summary>Reads the certificates and sets them.</summary>
    /// <exception cref="BridgeStartException">A file is not there or not what it should be.</exception>
    public static void Apply(HttpsConnectionAdapterOptions https, TlsOptions tls)
    {
        https.ServerCertificate = Read(tls.CertificatePath, () => ReadServer(tls));
        if (tls.ClientCaPath is string path)
        {
            X509Certificate2Collection roots = Read(path, () =>
            {
                X509Certificate2Collection found = [];
                found.ImportFromPemFile(path);
                return found.Count > 0 ? found : throw new CryptographicException("holds no certificate");
            });
            https.ClientCertificateMode = ClientCertificateMode.RequireCertificate;
            https.ClientCertificateValidation = (certificate, _, _) => ComesFrom(certificate, roots);
        }
    }

    private static X509Certificate2 ReadServer(TlsOptions tls)
    {
        if (tls.KeyPath is null)
        {
            return X509CertificateLoader.LoadPkcs12FromFile(tls.CertificatePath, password: null);
        }

        using X509Certificate2 read = X509Certificate2.CreateFromPemFile(tls.CertificatePath, tls.KeyPath);

        // Windows needs a key that is stored.
        return X509CertificateLoader.LoadPkcs12(read.Export(X509ContentType.Pkcs12), password: null);
    }

    private static bool ComesFrom(X509Certificate2 certificate, X509Certificate2Collection roots)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(certificate);
    }

    private static T Read<T>(string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new BridgeStartException($"{path}: {exception.Message} Expected a certificate as PEM with its key, or as PFX.");
        }
    }
}
