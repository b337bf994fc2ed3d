using AngleSharp.Dom;
using Bunit;
using ExperimentAdmin.App.Features.Experiments.Rollout;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Components.Features.Experiments;

public sealed class SplitEditorTests : PartTestContext
{
    private static readonly Arm[] s_arms = [new(null, "control", "classic"), new(1, "big", "big"), new(2, "bigger", "bigger")];
    private readonly List<RolloutDraft> _asked = [];

    private RolloutDraft Last => _asked[^1];

    [Fact]
    public void EveryArm_HasColourKeyValueSliderBoxAndLock()
    {
        var editor = Editor([5_000, 3_000, 2_000]);

        var rows = editor.FindAll(".arms li");
        rows.Select(row => row.QuerySelector("code")!.TextContent).ShouldBe(["control", "big", "bigger"]);
        rows.Select(row => row.QuerySelector(".value")!.TextContent).ShouldBe(["classic", "big", "bigger"]);
        rows.Select(row => row.QuerySelector("input[data-percent]")!.GetAttribute("value")).ShouldBe(["50", "30", "20"]);
        rows.Select(row => row.QuerySelector("input[type=range]")!.GetAttribute("aria-label"))
            .ShouldBe(["Share of control", "Share of big", "Share of bigger"]);
        rows.Select(row => row.QuerySelector("button")!.GetAttribute("aria-label")).ShouldBe(["Lock control", "Lock big", "Lock bigger"]);
        editor.FindAll(".part").Select(part => part.GetAttribute("style")).ShouldBe(["width:50%", "width:30%", "width:20%"]);
    }

    [Fact]
    public void Dividers_AreSlidersInWords()
    {
        var divider = Editor([5_000, 3_000, 2_000]).Find("[data-testid=divider-1]");

        divider.GetAttribute("role").ShouldBe("slider");
        divider.GetAttribute("tabindex").ShouldBe("0");
        divider.GetAttribute("aria-label").ShouldBe("Divider between big and bigger");
        divider.GetAttribute("aria-valuetext").ShouldBe("big 30 percent, bigger 20 percent");
        (divider.GetAttribute("aria-valuemin"), divider.GetAttribute("aria-valuenow"), divider.GetAttribute("aria-valuemax"))
            .ShouldBe(("5000", "8000", "10000"));
    }

    [Fact]
    public async Task ADivider_MovesOnlyItsNeighbours()
    {
        var editor = Editor([5_000, 3_000, 2_000]);

        await DragAsync(editor, "divider-1", 6_000, gesture: 1);

        Last.Split.Numbers().ShouldBe([5_000, 1_000, 4_000]);
    }

    [Fact]
    public async Task AnArm_TakesFromTheOthersInProportion()
    {
        var editor = Editor([5_000, 3_000, 2_000]);

        await DragAsync(editor, "arm-0", 7_500, gesture: 1);

        Last.Split.Numbers().ShouldBe([7_500, 1_500, 1_000]);
    }

    [Fact]
    public async Task DraggingThereAndBack_ChangesNothing()
    {
        var editor = Editor([3_334, 3_333, 3_333]);

        foreach (var share in (int[])[5_000, 9_999, 10_000, 1, 3_334])
        {
            await DragAsync(editor, "arm-0", share, gesture: 1);
            BasisPoints.Sum(Last.Split).ShouldBe(BasisPoints.Whole);
        }

        Last.Split.Numbers().ShouldBe([3_334, 3_333, 3_333]);
    }

    [Fact]
    public async Task ANewGesture_StartsFromWhatIsThereNow()
    {
        var editor = Editor([5_000, 3_000, 2_000]);

        await DragAsync(editor, "arm-0", 10_000, gesture: 1);
        await DragAsync(editor, "arm-0", 5_000, gesture: 2);

        Last.Split.Numbers().ShouldBe([5_000, 2_500, 2_500], "all others were at nothing and share evenly");
    }

    [Fact]
    public async Task Typing_IsClampedToWhatLockedArmsLeave_AndSaysSo()
    {
        var editor = Editor([5_000, 3_000, 2_000], locked: [false, true, false]);

        await editor.InvokeAsync(() => editor.FindAll("input[data-percent]")[0].ChangeAsync(new() { Value = "90" }));

        Last.Split.Numbers().ShouldBe([7_000, 3_000, 0]);
        editor.Find(".status").TextContent.ShouldBe("Locked arms keep 30 %, so control gets 70 % at most.");
    }

    [Fact]
    public async Task WithAllOthersLocked_AnArmKeepsWhatItHas_AndTheBoxShowsIt()
    {
        var editor = Editor([5_000, 3_000, 2_000], locked: [false, true, true]);

        await editor.InvokeAsync(() => editor.FindAll("input[data-percent]")[0].ChangeAsync(new() { Value = "60" }));

        Last.Split.Numbers().ShouldBe([5_000, 3_000, 2_000]);
        editor.Find(".status").TextContent.ShouldBe("Every other arm is locked, so control keeps 50 %. Unlock one first.");
        editor.FindAll("input[data-percent]")[0].GetAttribute("value").ShouldBe("50");
    }

    [Fact]
    public async Task ALockedArm_MovesNeitherBySliderNorByDivider()
    {
        var editor = Editor([5_000, 3_000, 2_000], locked: [false, true, false]);

        await DragAsync(editor, "arm-1", 9_000, gesture: 1);
        await DragAsync(editor, "divider-0", 9_000, gesture: 2);

        _asked.ShouldAllBe(draft => draft.Split.SequenceEqual(Points.Of(5_000, 3_000, 2_000)));
        editor.Find("[data-testid=divider-0]").GetAttribute("aria-disabled").ShouldBe("true");
        editor.Find("[data-testid=divider-0]").GetAttribute("tabindex").ShouldBe("-1");
    }

    [Fact]
    public async Task Locking_IsAToggle()
    {
        var editor = Editor([5_000, 3_000, 2_000]);

        await editor.InvokeAsync(() => editor.Find("[aria-label='Lock big']").ClickAsync());

        Last.Locked.ShouldBe([false, true, false]);
        editor.Find("[aria-label='Lock big']").GetAttribute("aria-pressed").ShouldBe("true");
    }

    [Fact]
    public async Task SplitEvenly_HonoursLocks_AndAddsUp()
    {
        var editor = Editor([5_000, 3_000, 2_000], locked: [true, false, false]);

        await Button(editor, "Split evenly").ClickAsync();

        Last.Split.Numbers().ShouldBe([5_000, 2_500, 2_500]);
        editor.Find(".status").TextContent.ShouldBe("Split evenly between the unlocked arms: control 50 %, big 25 % and bigger 25 %.");
    }

    [Theory]
    [InlineData("divider-2")]
    [InlineData("arm-9")]
    [InlineData("nonsense")]
    [InlineData("arm--1")]
    public async Task AMessageThatNoPartSends_ChangesNothing(string key)
    {
        var editor = Editor([5_000, 3_000, 2_000]);

        await DragAsync(editor, key, 100, gesture: 1);

        _asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Disabled_NothingMoves()
    {
        var editor = Editor([5_000, 3_000, 2_000], disabled: true);

        await DragAsync(editor, "arm-0", 100, gesture: 1);

        _asked.ShouldBeEmpty();
        editor.FindAll("input:not([disabled]), button:not([disabled])").ShouldBeEmpty();
    }

    [Fact]
    public void AnArchivedVariant_IsMarked()
        => Editor([5_000, 5_000], arms: [s_arms[0], s_arms[1] with { IsArchived = true }])
            .FindAll(".arms li")[1].TextContent.ShouldContain("Archived");

    private static IElement Button(IRenderedComponent<SplitEditor> editor, string text)
        => editor.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private static Task DragAsync(IRenderedComponent<SplitEditor> editor, string key, int value, int gesture)
        => editor.InvokeAsync(() => editor.Instance.ReceiveDragAsync(key, value, gesture));

    private IRenderedComponent<SplitEditor> Editor(int[] split, bool[]? locked = null, bool disabled = false, Arm[]? arms = null)
    {
        IRenderedComponent<SplitEditor> editor = null!;
        var draft = new RolloutDraft
        {
            Arms = arms ?? s_arms,
            Percentage = new(2_000),
            Split = Points.Of(split),
            Locked = locked ?? [.. split.Select(_ => false)],
            ControlValue = "classic",
        };
        editor = Render<SplitEditor>(parameters => parameters
            .Add(part => part.Draft, draft).Add(part => part.Disabled, disabled)
            .Add(part => part.DraftChanged, asked =>
            {
                _asked.Add(asked);
                editor.Render(again => again.Add(part => part.Draft, asked));
            }));
        return editor;
    }
}
