using Bunit;
using ExperimentAdmin.App.Features.Experiments.Forecast;
using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class RolloutDraftTests : PartTestContext
{
    private static readonly Arm[] s_arms = [new(null, "control", "classic"), new(1, "big", "big"), new(2, "bigger", "bigger")];

    [Fact]
    public void ANewRollout_IsEven_AndLeavesArchivedVariantsOut()
    {
        RolloutDraft.New(s_arms, new(2_000)).Split.Numbers().ShouldBe([3_334, 3_333, 3_333]);

        var draft = RolloutDraft.New([s_arms[0], s_arms[1], s_arms[2] with { IsArchived = true }], new(2_000));
        draft.Split.Numbers().ShouldBe([5_000, 5_000, 0]);
        draft.IsEven.ShouldBeTrue();
        draft.Check(FlagValueType.String, current: null).ShouldBeEmpty();
    }

    [Fact]
    public void WhatWasRead_GoesBackUnchanged()
    {
        var state = new RolloutState(true, new(2_000), "classic", [new(1, "big", new(5_000))]);

        var draft = RolloutDraft.Of(s_arms, state);

        draft.Split.Numbers().ShouldBe([5_000, 5_000, 0]);
        draft.ToChange().Percentage.ShouldBe(new BasisPoints(2_000));
        draft.ToChange().Allocations!.ShouldBe([new VariantAllocation(1, new(5_000)), new VariantAllocation(2, new(0))]);
        draft.ToChange().Enabled.ShouldBeNull("editing neither serves nor stops serving");
    }

    [Fact]
    public void LoweringTheRollout_ShowsTheNewToAsManyPeople_WithAllArmsEqual()
    {
        var careful = RolloutDraft.New([s_arms[0], s_arms[1]], new(2_000)) with { Split = Points.Of([9_000, 1_000]) };

        var lower = careful.LowerRollout().ShouldNotBeNull();

        lower.Percentage.Value.ShouldBe(400, "2 % of everyone see big either way");
        lower.Split.Numbers().ShouldBe([5_000, 5_000]);
    }

    [Theory]
    [InlineData(1_000, 9_000)]
    [InlineData(10_000, 0)]
    [InlineData(5_000, 5_000)]
    public void LoweringTheRollout_IsOfferedOnlyWhereItLowers(int control, int big)
        => (RolloutDraft.New([s_arms[0], s_arms[1]], new(2_000)) with { Split = Points.Of([control, big]) }).LowerRollout().ShouldBeNull();

    [Fact]
    public void LoweringTheRollout_LeavesArmsWithoutAShareOut()
    {
        var two = RolloutDraft.New(s_arms, new(2_000)) with { Split = Points.Of([8_000, 2_000, 0]) };

        two.LowerRollout().ShouldNotBeNull().Split.Numbers().ShouldBe([5_000, 5_000, 0]);
    }

    [Fact]
    public void LoweringTheRollout_IsNotOffered_WhereALockedArmWouldHaveToMove()
    {
        var draft = RolloutDraft.New(s_arms, new(2_000)) with { Split = Points.Of([8_000, 1_000, 1_000]) };

        (draft with { Locked = [true, false, false] }).LowerRollout().ShouldBeNull();
        (draft with { Locked = [false, true, false] }).LowerRollout().ShouldBeNull();
        draft.LowerRollout().ShouldNotBeNull();
    }

    [Fact]
    public void LoweringTheRollout_NeverRaisesAnArchivedArm_EvenUnlocked()
    {
        Arm[] arms = [s_arms[0], s_arms[1], s_arms[2] with { IsArchived = true }];
        var draft = RolloutDraft.New(arms, new(2_000)) with { Split = Points.Of([6_000, 3_000, 1_000]), Locked = [false, false, false] };

        draft.LowerRollout().ShouldBeNull();
    }

    [Fact]
    public void AControlValueOfTheWrongKind_IsFoundWhileTyping()
        => (RolloutDraft.New(s_arms, new(2_000)) with { ControlValue = "many" }).Check(FlagValueType.Integer, current: null)
            .ShouldHaveSingleItem().Field.ShouldBe("controlValue");

    [Fact]
    public void TheTable_AddsUpToTheRoundNumber()
    {
        var table = Render<EveryoneTable>(parameters => parameters.Add(part => part.Draft, RolloutDraft.New(s_arms, new(3_333))));

        table.FindAll("tbody tr").Select(row => row.LastElementChild!.TextContent).ShouldBe(["11,112", "11,109", "11,109", "66,670"]);
        table.FindAll("tbody tr").Sum(row => int.Parse(row.LastElementChild!.TextContent, System.Globalization.NumberStyles.AllowThousands,
            System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(100_000);
    }
}
