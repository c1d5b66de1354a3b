using System.Text;

using BioZooCte.Packages.Files;
using BioZooCte.Packages.Rdf;

namespace BioZooCte.Packages.Annotation;

/// <summary>The bytes of an RDF with an evaluation in it.</summary>
internal static class AnnotatedRdf
{
    /// <summary>The bytes of the RDF that the evaluation stands in, with a byte order mark where there was one.</summary>
    /// <param name="bytes">The RDF of a model.</param>
    /// <param name="path">The RDF as errors name it.</param>
    /// <param name="evaluation">The evaluation.</param>
    /// <exception cref="InvalidModelPackageException">
    /// The RDF is not valid, or cannot take an evaluation.
    /// </exception>
    public static byte[] Of(ReadOnlySpan<byte> bytes, string path, PackageEvaluation evaluation)
    {
        string text = RdfText.Decode(bytes, path);
        RdfReader.Parse(text, path, []);
        string annotated = EvaluationWriter.Insert(text, path, evaluation);
        RdfReader.Parse(annotated, path, []);
        ReadOnlySpan<byte> mark = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble : [];
        return [.. mark, .. Encoding.UTF8.GetBytes(annotated)];
    }
}
