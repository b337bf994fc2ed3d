using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;

namespace ExperimentAdmin.Core.Experiments.Rollout.Storage;

/// <summary>The arms of a flag as experiments see them.</summary>
internal static class ExperimentArms
{
    /// <summary>Control first, then the variants in ordinal order: the order that decides who gets which.</summary>
    public static IReadOnlyList<Arm> Of(IEnumerable<Variant> variants, string? controlValue)
        => [new Arm(null, Variant.ControlKey, controlValue),
            .. variants.OrderBy(variant => variant.Ordinal)
                .Select(variant => new Arm(variant.Id, variant.Key, variant.Value, variant.ArchivedAt is not null)
                {
                    Uuid = variant.Uuid,
                    Description = variant.Description,
                    Picture = VariantPictureLink.Of(variant),
                })];
}
