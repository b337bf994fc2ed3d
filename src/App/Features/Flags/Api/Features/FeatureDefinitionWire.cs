using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;

namespace ExperimentAdmin.App.Features.Flags.Api.Features;

/// <summary>A feature as its project defines it; what environments serve of it is under their own addresses.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that applications ask for; never changes.</param>
/// <param name="Description">What people wrote about it.</param>
/// <param name="ValueType"><c>string</c>, <c>integer</c> or <c>boolean</c>; never changes.</param>
/// <param name="InitialValue">The control value in new environments, as text; null for none.</param>
/// <param name="DefaultEnabled">Whether it starts enabled in new environments.</param>
/// <param name="ServerKeyOnly">Whether it is hidden from client keys.</param>
/// <param name="IsArchived">Whether it is read only and out of the lists.</param>
/// <param name="Variants">Its variants in ordinal order, archived ones included; empty for a plain flag.</param>
/// <param name="Tags">Its tags, in lower case, in the order they were entered.</param>
/// <param name="Owner">Whom to ask about it; null for nobody, and for somebody who can read the project no more.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Revision">The revision that an edit is made from; also the entity tag.</param>
internal sealed record FeatureDefinitionWire(
    int Id,
    string Name,
    string Description,
    string ValueType,
    string? InitialValue,
    bool DefaultEnabled,
    bool ServerKeyOnly,
    bool IsArchived,
    IReadOnlyList<FeatureVariantWire> Variants,
    IReadOnlyList<string> Tags,
    OwnerWire? Owner,
    DateTimeOffset CreatedAt,
    int Revision)
{
    public static FeatureDefinitionWire Of(FeatureItem item) => new(
        item.Id, item.Name, item.Description, FlagValue.Name(item.ValueType), item.InitialValue, item.DefaultEnabled, item.ServerKeyOnly,
        item.IsArchived, [.. item.Variants.Select(FeatureVariantWire.Of)], item.Tags, OwnerWire.Of(item.Owner), item.CreatedAt, item.Revision);
}
