using ExperimentAdmin.App.Features.Segments.Editor;
using ExperimentAdmin.App.Shell.Pages.Forms;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Edit;

/// <summary>A segment while somebody edits it.</summary>
public sealed class SegmentDraft
{
    private Entries _start;

    private SegmentDraft(string name, string description, RuleDraft root)
    {
        (Name, Description, Root) = (name, description, root);
        _start = Entered;
    }

    public string? Name { get; set; }

    public string? Description { get; set; }

    /// <summary>Who is in it.</summary>
    public RuleDraft Root { get; private set; }

    /// <summary>All that stands in it.</summary>
    public Entries Entered => new(Name ?? string.Empty, Description ?? string.Empty, RulesText);

    /// <summary>Whether who is in it differs from what it starts from.</summary>
    public bool ChangesRules => RulesText != _start.RulesText;

    /// <summary>Its new name; null when that is as it was.</summary>
    public string? NewName => (Name ?? string.Empty) == _start.Name ? null : Name ?? string.Empty;

    /// <summary>Its new description; null when that is as it was.</summary>
    public string? NewDescription => (Description ?? string.Empty) == _start.Description ? null : Description ?? string.Empty;

    /// <summary>Whether anything differs from what it starts from: what was opened, or saved since.</summary>
    public bool IsChanged => NewName is not null || NewDescription is not null || ChangesRules;

    /// <summary>The rules as text, to be kept while the page is reloaded.</summary>
    public string RulesText
    {
        get => SegmentRules.Write(Root.ToRules());
        set => Root = SegmentRules.TryRead(value) is { } rules ? RuleDraft.Of(rules) : Root;
    }

    public static SegmentDraft New() => new(string.Empty, string.Empty, RuleDraft.WithOneCondition());

    public static SegmentDraft Of(string name, string description, IReadOnlyList<SegmentRule>? rules) => new(name, description, RootOf(rules));

    /// <summary>This was saved: what is entered from now on is a change of it.</summary>
    public void StartFrom(Entries saved) => _start = saved;

    /// <summary>
    /// Starts from what is stored now, which is shown wherever nothing was changed. The parts on the screen stay the same, with the focus.
    /// </summary>
    public void StartFrom(string name, string description, IReadOnlyList<SegmentRule>? rules)
    {
        var root = RootOf(rules);
        var stored = new Entries(name, description, SegmentRules.Write(root.ToRules()));
        if (!ChangesRules && stored.RulesText != RulesText)
        {
            Root.Become(root);
        }

        Name = ThreeWayMerge.Of(_start.Name, Name ?? string.Empty, name);
        Description = ThreeWayMerge.Of(_start.Description, Description ?? string.Empty, description);
        _start = stored;
    }

    private static RuleDraft RootOf(IReadOnlyList<SegmentRule>? rules) => rules is null ? RuleDraft.WithOneCondition() : RuleDraft.Of(rules);

    /// <summary>What stands in a draft at one moment.</summary>
    /// <param name="Name">As typed.</param>
    /// <param name="Description">As typed.</param>
    /// <param name="RulesText">As <see cref="SegmentDraft.RulesText"/> has it.</param>
    public sealed record Entries(string Name, string Description, string RulesText);
}
