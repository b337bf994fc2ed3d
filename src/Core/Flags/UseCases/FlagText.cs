using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Flags.Domain;

namespace ExperimentAdmin.Core.Flags.UseCases;

/// <summary>The rules of what people write about flags, the same for pages and API.</summary>
public static class FlagText
{
    /// <summary>The refusals of a description; empty when it will do.</summary>
    public static IEnumerable<Error> CheckDescription(string? description)
        => TextRules.Check(description, "description", Feature.DescriptionMaxLength, FlagErrors.DescriptionTooLong);

    /// <summary>The refusals of an identifier; empty when it will do.</summary>
    public static IEnumerable<Error> CheckIdentifier(string? identifier)
    {
        var trimmed = identifier?.Trim() ?? string.Empty;
        if (trimmed.Length == 0)
        {
            return [FlagErrors.IdentifierMissing()];
        }

        if (trimmed.Length > IdentityOverride.IdentifierMaxLength
            || System.Text.Encoding.UTF8.GetByteCount(trimmed) > IdentityOverride.IdentifierMaxBytes)
        {
            return [FlagErrors.IdentifierTooLong(trimmed.Length)];
        }

        return trimmed.Any(char.IsControl) ? [FlagErrors.IdentifierMalformed()] : [];
    }
}
