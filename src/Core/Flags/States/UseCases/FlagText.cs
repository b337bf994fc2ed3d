using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Identities;

namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>The rules of what people write about flags, the same for pages and API.</summary>
public static class FlagText
{
    /// <summary>The refusals of a description; empty when it will do.</summary>
    public static IEnumerable<Error> CheckDescription(string? description)
        => TextRules.Check(description, "description", Feature.DescriptionMaxLength, length => FlagErrors.DescriptionTooLong(length, Feature.DescriptionMaxLength));

    /// <summary>The refusals of the description of a variant; empty when it will do.</summary>
    public static IEnumerable<Error> CheckVariantDescription(string? description)
        => TextRules.Check(
            description, "description", Variant.DescriptionMaxLength,
            length => FlagErrors.DescriptionTooLong(length, Variant.DescriptionMaxLength));

    /// <summary>
    /// The refusals of an identifier that somebody typed; empty when it will do. It is exact, blanks around it included; line breaks and
    /// the like are refused: they were pasted by mistake.
    /// </summary>
    public static IEnumerable<Error> CheckIdentifier(string? identifier)
        => identifier?.Any(char.IsControl) is true ? [FlagErrors.IdentifierMalformed()] : Identifiers.CheckKept(identifier);
}
