namespace BioZooCte.Bridge.Hosting;

/// <summary>TLS of a bridge.</summary>
/// <param name="CertificatePath">The server's certificate: PEM, with its chain, or PFX with its key.</param>
/// <param name="KeyPath">Its key as PEM; null where the certificate is a PFX.</param>
/// <param name="ClientCaPath">The PEM certificates that clients' certificates must come from; null for no mutual TLS.</param>
internal sealed record TlsOptions(string CertificatePath, string? KeyPath, string? ClientCaPath);
