using ExperimentAdmin.Core.Flags.States.Domain;

namespace ExperimentAdmin.App.Shell.Api.Wire;

/// <summary>The share of a variant (management-api, section 5.2).</summary>
/// <param name="MultivariateFeatureOption">The variant.</param>
/// <param name="PercentageAllocation">Percent, 0 to 100, at most two decimals.</param>
internal sealed record AllocationWire(int MultivariateFeatureOption, double PercentageAllocation)
{
    /// <summary>The member that holds the list, on every route that has one.</summary>
    public const string Member = "multivariate_feature_state_values";

    // More than any flag has variants: the rules behind this name what is wrong.
    private const int Most = 1_000;

    /// <summary>Reads the list of an object.</summary>
    /// <returns>Null when it is absent, which keeps what there is, or was refused; an empty list clears.</returns>
    public static IReadOnlyList<VariantAllocation>? Read(WireObject wire)
    {
        var items = wire.Objects(Member, required: false, Most);
        var shares = items?.Select(item => (Id: item.Integer("multivariate_feature_option", required: true), Share: item.Percent("percentage_allocation", required: true)))
            .ToList();
        return shares is not null && wire.IsGood ? [.. shares.Select(share => new VariantAllocation(share.Id!.Value, share.Share!.Value))] : null;
    }
}
