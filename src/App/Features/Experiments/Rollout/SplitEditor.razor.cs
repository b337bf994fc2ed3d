using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>
/// Divides those who enter between the arms: by the dividers of the bar, by a slider or a box per arm. It shows the draft,
/// asks for another, and remembers only where a drag began.
/// </summary>
public sealed partial class SplitEditor
{
    private BasisPoints[] _first = [];
    private int _gesture = -1;
    private IReadOnlyList<BasisPoints> _start = [];
    private IReadOnlyList<BasisPoints> _asked = [];
    private string? _told;

    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    [Parameter]
    public EventCallback<RolloutDraft> DraftChanged { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    /// <summary>Told of an arm's box whether what was typed is refused.</summary>
    [Parameter]
    public EventCallback<(int Arm, bool Refused)> RefusedChanged { get; set; }

    private IEnumerable<Divider> Dividers
    {
        get
        {
            var left = 0;
            foreach (var index in Enumerable.Range(0, Draft.Arms.Count - 1))
            {
                var at = left + Draft.Split[index].Value;
                yield return new Divider(
                    index, left, at, at + Draft.Split[index + 1].Value, Disabled || Draft.Locked[index] || Draft.Locked[index + 1],
                    $"Divider between {Draft.Arms[index].Key} and {Draft.Arms[index + 1].Key}",
                    $"{InWords(index)}, {InWords(index + 1)}");
                left = at;
            }
        }
    }

    /// <summary>A divider or an arm's slider was moved.</summary>
    public override Task DragAsync(string key, int value, int gesture)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (Disabled || key.Split('-') is not [var kind, var number]
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= Draft.Arms.Count)
        {
            return Task.CompletedTask;
        }

        // A gesture starts from what is there now; so does one whose draft was changed by other means meanwhile.
        if (gesture != _gesture || !Draft.Split.SequenceEqual(_asked))
        {
            (_gesture, _start) = (gesture, Draft.Split);
        }

        return kind switch
        {
            "divider" when index < Draft.Arms.Count - 1 => AskAsync(SplitBalance.MoveDivider(_start, Draft.Locked, index, BasisPoints.Nearest(value))),
            "arm" when !Draft.Locked[index] => MoveAsync(_start, index, BasisPoints.Nearest(value)),
            _ => Task.CompletedTask,
        };
    }

    // Rendered once: from then on the browser moves the thumbs, and takes new values from data-value.
    protected override void OnInitialized() => _first = [.. Draft.Split];

    private static string BoxId(int index) => ElementIds.Field(InvalidBoxes.Share(index));

    private string InWords(int index) => $"{Draft.Arms[index].Key} {Draft.Split[index].ToPercentText()} percent";

    private Task TypeAsync(int index, BasisPoints share)
    {
        _gesture = -1;
        return MoveAsync(Draft.Split, index, share);
    }

    private Task MoveAsync(IReadOnlyList<BasisPoints> start, int index, BasisPoints share)
    {
        var split = SplitBalance.Move(start, Draft.Locked, index, share);
        _told = split[index] == share ? null : WhyNot(index, split[index]);
        return AskAsync(split);
    }

    private string WhyNot(int index, BasisPoints got)
    {
        var free = Draft.Locked.Where((locked, other) => other != index && !locked).Any();
        return free
            ? $"Locked arms keep {got.Rest}, so {Draft.Arms[index].Key} gets {got} at most."
            : $"Every other arm is locked, so {Draft.Arms[index].Key} keeps {got}. Unlock one first.";
    }

    private Task LockAsync(int index)
    {
        _told = null;
        return DraftChanged.InvokeAsync(Draft with
        {
            Locked = [.. Draft.Locked.Select((locked, other) => other == index ? !locked : locked)],
        });
    }

    private Task EvenlyAsync()
    {
        _gesture = -1;
        var split = SplitBalance.Evenly(Draft.Split, Draft.Locked);
        var words = DisplayText.List([.. Draft.Arms.Select((arm, index) => $"{arm.Key} {split[index]}")]);
        _told = Draft.Locked.Contains(true) ? $"Split evenly between the unlocked arms: {words}." : $"Split evenly: {words}.";
        return AskAsync(split);
    }

    private Task AskAsync(BasisPoints[] split)
    {
        _asked = split;
        return DraftChanged.InvokeAsync(Draft with { Split = split });
    }

    private sealed record Divider(int Index, int Least, int At, int Most, bool IsFixed, string Name, string Text);
}
