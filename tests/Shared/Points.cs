namespace ExperimentAdmin.Tests.Shared;

/// <summary>Shares by their numbers of basis points, as tests write them.</summary>
public static class Points
{
    public static BasisPoints[] Of(params int[] numbers) => [.. numbers.Select(number => new BasisPoints(number))];

    public static int[] Numbers(this IEnumerable<BasisPoints> shares) => [.. shares.Select(share => share.Value)];
}
