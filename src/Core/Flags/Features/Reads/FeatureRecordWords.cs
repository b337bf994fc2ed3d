using System.Text.Json;
using ExperimentAdmin.Core.Audit;

namespace ExperimentAdmin.Core.Flags.Features.Reads;

/// <summary>Says that a variant has a picture, with enough of its digest to tell one from the next.</summary>
internal sealed class FeatureRecordWords : IRecordWords
{
    private const int Digits = 8;

    public AuditKind Kind => AuditKind.Feature;

    public string? Of(string member, JsonElement value)
        => member == "picture" && value.ValueKind is JsonValueKind.String && value.GetString() is { Length: >= Digits } digest
            ? $"a picture ({digest[..Digits]})"
            : null;
}
