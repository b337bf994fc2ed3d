using ExperimentAdmin.Core.Flags.States.Domain;
using FsCheck;
using FsCheck.Fluent;

namespace ExperimentAdmin.Unit.Flags;

public sealed class AllocationRulesTests
{
    private static readonly Dictionary<int, bool> s_variants = new() { [1] = false, [2] = false, [3] = true };

    [Fact]
    public void AListThatAddsUpToTheWholeOrLess_IsFine()
    {
        AreNone(Check((1, 7_990), (2, 2_010))).ShouldBeTrue();
        AreNone(Check((1, 1))).ShouldBeTrue();
        AreNone(Check()).ShouldBeTrue();
    }

    [Fact]
    public void EverythingThatIsWrong_IsFoundAtOnce()
    {
        var findings = Check((1, 6_000), (1, 5_000), (9, 0), (8, 0), (3, 100));

        findings.Twice.ShouldBe([1]);
        findings.Foreign.ShouldBe([8, 9]);
        (findings.Total, findings.Excess).ShouldBe((11_100, 1_100));
        findings.Archived.ShouldBe([3]);
        AreNone(findings).ShouldBeFalse();
    }

    [Theory]
    [InlineData(400, true)]
    [InlineData(500, true)]
    [InlineData(501, false)]
    public void AnArchivedVariant_MayKeepWhatItHas(int share, bool allowed)
        => AreNone(AllocationRules.Check([new(3, new BasisPoints(share))], s_variants, _ => new(500))).ShouldBe(allowed);

    [Fact]
    public void AListOfDifferentOwnVariants_IsRefusedExactlyWhenItIsTooLarge()
    {
        var shares = ArbMap.Default.ArbFor<int>().Generator.Select(number => Math.Abs(number % (BasisPoints.Whole + 1)));
        Prop.ForAll(
            shares.Two().ToArbitrary(),
            pair => AreNone(Check((1, pair.Item1), (2, pair.Item2))) == (pair.Item1 + pair.Item2 <= BasisPoints.Whole))
            .QuickCheckThrowOnFailure();
    }

    private static AllocationFindings Check(params (int Variant, int Share)[] shares)
        => AllocationRules.Check(
            [.. shares.Select(pair => new VariantAllocation(pair.Variant, new BasisPoints(pair.Share)))], s_variants, _ => default);

    private static bool AreNone(AllocationFindings findings)
        => findings is { Twice.Count: 0, Foreign.Count: 0, Archived.Count: 0, Excess: 0 };
}
