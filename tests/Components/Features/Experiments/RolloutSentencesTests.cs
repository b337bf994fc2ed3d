using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.App.Shell.Shared;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class RolloutSentencesTests
{
    private static readonly Arm[] s_arms = [new(null, "control", "classic"), new(1, "big", "big"), new(2, "bigger", "bigger")];
    private static readonly ServedState s_default = new(true, "classic", []);

    [Theory]
    [InlineData(2_000, 5_000, 5_000, 0, "20 % of identities enter. Half of them see `big`, half `classic` (control).")]
    [InlineData(10_000, 5_000, 2_500, 2_500, "All identities enter. Of them 25 % see `big`, 25 % `bigger` and 50 % `classic` (control).")]
    [InlineData(1_250, 0, 10_000, 0, "12.5 % of identities enter. All of them see `big`.")]
    [InlineData(0, 5_000, 5_000, 0, "Nobody enters.")]
    public void Inside_ReadsLikeASentence(int percentage, int control, int big, int bigger, string sentence)
        => RolloutSentences.Inside(Draft(percentage, control, big, bigger)).ShouldBe(sentence);

    [Fact]
    public void Was_SaysTheSameOfWhatIsOver()
    {
        RolloutSentences.Was(Draft(2_000, 5_000, 5_000, 0)).ShouldBe("20 % of identities were in it. Half of them saw `big`, half `classic` (control).");
        RolloutSentences.Was(Draft(10_000, 5_000, 2_500, 2_500))
            .ShouldBe("All identities were in it. Of them 25 % saw `big`, 25 % `bigger` and 50 % `classic` (control).");
        RolloutSentences.Was(Draft(1_250, 0, 10_000, 0)).ShouldBe("12.5 % of identities were in it. All of them saw `big`.");
        RolloutSentences.Was(Draft(0, 5_000, 5_000, 0)).ShouldBe("Nobody was in it.");
    }

    [Fact]
    public void Outside_SaysWhatTheOthersGet_IfThereAreOthers()
    {
        RolloutSentences.Outside(Draft(2_000, 5_000, 5_000, 0), s_default).ShouldBe("Everybody else sees `classic`.");
        RolloutSentences.Outside(Draft(0, 5_000, 5_000, 0), s_default).ShouldBe("Everybody sees `classic`.");
        RolloutSentences.Outside(Draft(10_000, 5_000, 5_000, 0), s_default).ShouldBeNull();
    }

    [Fact]
    public void Serves_NamesSharesTheRestAndWhetherItIsOff()
    {
        ServedText.Of(s_default with { Shares = [new(1, "big", new(6_000))] }).ShouldBe("60 % `big` and otherwise `classic`");
        ServedText.Of(s_default with { Shares = [new(1, "big", new(10_000))] }).ShouldBe("`big`");
        ServedText.Of(s_default with { Shares = [new(1, "big", new(4_000)), new(2, "bigger", new(6_000))] }).ShouldBe("40 % `big` and 60 % `bigger`");
        ServedText.Of(new ServedState(false, "classic", [])).ShouldBe("the flag disabled, with `classic`");
        ServedText.Of(new ServedState(true, null, [])).ShouldBe("no value");
    }

    [Fact]
    public void AValueWithABacktick_OrALongOne_StaysOneWord()
        => ServedText.Of(new ServedState(true, "a`b" + new string('x', 100), [])).ShouldBe($"`a'b{new string('x', 37)}…`");

    [Fact]
    public void WhatTheBrowserKept_ComesBack_OnTheSameArmsOnly()
    {
        var draft = Draft(2_000, 5_000, 5_000, 0);
        var kept = UnsavedRollout.Read(UnsavedRollout.Of(draft with { Percentage = new(3_000) }, revision: 4, "Looks good.").Write()).ShouldNotBeNull();

        (kept.Revision, kept.Reason).ShouldBe((4, "Looks good."));
        kept.Onto(draft)!.Percentage.Value.ShouldBe(3_000);
        (kept with { Split = Points.Of([9_000, 5_000, 0]) }).Onto(draft).ShouldBeNull("no split that does not add up gets in");
        (kept with { Arms = ["control", "big", "huge"] }).Onto(draft).ShouldBeNull("the flag has other arms now");
        (kept with { Split = Points.Of([10_000]) }).Onto(draft).ShouldBeNull("there is a share for each arm");
        UnsavedRollout.Read("{").ShouldBeNull();
        UnsavedRollout.Read(null).ShouldBeNull();
    }

    private static RolloutDraft Draft(int percentage, params int[] split) => new()
    {
        Arms = s_arms,
        Percentage = new(percentage),
        Split = Points.Of(split),
        Locked = [false, false, false],
        ControlValue = "classic",
    };
}
