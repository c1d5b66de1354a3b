using BioZooCte.Onnx.Graph.Proto;
using BioZooCte.Packages;

namespace BioZooCte.Onnx.Graph.Check;

/// <summary>Whether nodes ask for operators that there are.</summary>
internal sealed class OperatorCheck(string name, IReadOnlySet<string> functions)
{
    /// <summary>Checks one node.</summary>
    /// <exception cref="InvalidModelPackageException">Neither the model nor the runtime knows its operator.</exception>
    public void Check(NodeProto node, string place)
    {
        if (functions.Contains($"{node.Domain}:{node.OpType}"))
        {
            return;
        }

        if (!KnownOperators.IsDomain(node.Domain))
        {
            throw new InvalidModelPackageException(
                name,
                null,
                place,
                $"an operator of the domain '{Place.Shorten(node.Domain)}'",
                $"one of {string.Join(", ", KnownOperators.Domains.Select(domain => $"'{domain}'"))}");
        }

        if (KnownOperators.IsStandard(node.Domain) && !KnownOperators.Contains(node.OpType))
        {
            throw new InvalidModelPackageException(
                name, null, place, $"the operator '{Place.Shorten(node.OpType)}'", "an operator of ONNX");
        }
    }
}
