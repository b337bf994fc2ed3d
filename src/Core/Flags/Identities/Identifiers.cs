using System.Text;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;

namespace ExperimentAdmin.Core.Flags.Identities;

/// <summary>What applications may call an identity. Flags are served to every one of these; what takes too many bytes is only not kept.</summary>
public static class Identifiers
{
    /// <summary>The longest, in characters of Unicode, as the reference counts them.</summary>
    public const int MaxLength = 2_000;

    /// <summary>The longest that is kept, in bytes of UTF-8: what fits into an index of PostgreSQL.</summary>
    public const int MaxBytes = 2_600;

    /// <summary>
    /// Whether applications that evaluate on their own can be told of an override: some join identifiers with commas and part them
    /// again, and take what begins with a bracket for a list, so that others would be forced instead.
    /// </summary>
    public static bool CanBeListed(string identifier)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        return !identifier.Contains(',', StringComparison.Ordinal) && !identifier.StartsWith('[');
    }

    /// <summary>The refusals of an identifier that flags are asked for; empty when it will do.</summary>
    public static IEnumerable<Error> Check(string? identifier)
        => string.IsNullOrEmpty(identifier) ? [FlagErrors.IdentifierMissing()]
            : TextRules.IsLonger(identifier, MaxLength) ? [FlagErrors.IdentifierTooLong(TextRules.Length(identifier))]
            : TextRules.IsText(identifier) ? []
            : [TextRules.Malformed("identifier")];

    /// <summary>The refusals of an identifier under which something is to be kept; empty when it will do.</summary>
    public static IEnumerable<Error> CheckKept(string? identifier)
    {
        var errors = Check(identifier).ToList();
        if (errors.Count == 0 && Encoding.UTF8.GetByteCount(identifier!) is var bytes and > MaxBytes)
        {
            errors.Add(FlagErrors.IdentifierTooLarge(bytes));
        }

        return errors;
    }
}
