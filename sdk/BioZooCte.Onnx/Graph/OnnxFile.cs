using System.Security.Cryptography;

using BioZooCte.Models;
using BioZooCte.Onnx.Graph.Check;
using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;
using BioZooCte.Packages.Description;

using Google.Protobuf;

namespace BioZooCte.Onnx.Graph;

/// <summary>The ONNX weights of a package, read and checked.</summary>
internal sealed class OnnxFile
{
    /// <summary>The key of ONNX weights in an RDF.</summary>
    public const string Format = "onnx";

    /// <summary>Messages inside messages; a graph inside a node inside a graph takes three.</summary>
    private const int MostNesting = 48;

    private OnnxFile(string name, string path, ModelProto model, string sha256)
    {
        Name = name;
        Path = path;
        Model = model;
        Sha256 = sha256;
    }

    /// <summary>The file, as the user would name it: package and path inside it.</summary>
    public string Name { get; }

    /// <summary>Where it lies on disk; external data lie beside it.</summary>
    public string Path { get; }

    /// <summary>What stands in it.</summary>
    public ModelProto Model { get; }

    /// <summary>sha256 over the file's bytes, followed by those of its external data.</summary>
    public string Sha256 { get; }

    /// <summary>Reads the weights, and checks them as far as it can be done without running them.</summary>
    /// <exception cref="UnsupportedModelException">The package has no ONNX weights.</exception>
    /// <exception cref="InvalidModelPackageException">They are damaged; with file and place.</exception>
    public static OnnxFile Read(ModelPackage package)
    {
        WeightsDescription weights = package.FindWeights(Format)
            ?? throw new UnsupportedModelException(package.Id, OnnxReasons.WithoutWeights(package));
        string name = $"{package.Id}/{weights.Source.Source}";
        string path = package.ResolveFile(weights.Source);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            Append(hash, path);
            ModelProto model = Parse(name, path);
            ExternalFiles external = new(package, weights, name, path);
            new ModelCheck(name, external).Check(model);
            foreach (string file in external.Paths)
            {
                Append(hash, file);
            }

            return new OnnxFile(name, path, model, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidModelPackageException(name, null, null, "unreadable", "a file that can be read", e);
        }
    }

    private static ModelProto Parse(string name, string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            using CodedInputStream input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, MostNesting);
            return ModelProto.Parser.ParseFrom(input);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidModelPackageException(
                name, null, null, $"no ONNX model ({e.Message.TrimEnd('.')})", "a whole protobuf message", e);
        }
    }

    private static void Append(IncrementalHash hash, string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] buffer = new byte[1 << 16];
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            hash.AppendData(buffer, 0, read);
        }
    }
}
