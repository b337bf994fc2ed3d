using System.Globalization;
using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Tags as one text with commas, and those that the project uses already to choose from, so that the same thing is called the same.</summary>
public sealed partial class TagsField
{
    private const int MostOffered = 8;

    private static readonly string s_hint = string.Create(
        CultureInfo.InvariantCulture, $"Up to {TagRules.Most}, with commas between them. Lists are searched by them.");

    private IReadOnlyList<string> _used = [];

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>As typed.</summary>
    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Parameter]
    public EventCallback OnLeave { get; set; }

    [Parameter]
    public string? Error { get; set; }

    /// <summary>The input's id, where several forms of a page have tags.</summary>
    [Parameter]
    public string? Id { get; set; }

    [Inject]
    public required TagReads Reads { get; init; }

    protected override object Subject => Workspace.Project.Id;

    protected override object Asked => Workspace;

    private static string Hint => s_hint;

    private IReadOnlyList<string> Entered => TagRules.Fold(TagRules.Split(Value));

    // What follows the last comma, as long as it is not a tag of the project itself: then it is being typed.
    private string Typed
    {
        get
        {
            var last = TextFold.Fold((Value ?? string.Empty).Split(TagRules.Between)[^1]);
            return _used.Contains(last, StringComparer.Ordinal) ? string.Empty : last;
        }
    }

    private IReadOnlyList<string> Offered => Entered.Count > TagRules.Most || (Entered.Count == TagRules.Most && Typed.Length == 0)
        ? []
        : [.. _used.Except(Entered, StringComparer.Ordinal).Where(tag => tag.Contains(Typed, StringComparison.Ordinal)).Take(MostOffered)];

    protected override void Forget() => _used = [];

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var used = await Reads.UsedAsync(Workspace.Access, cancellation);
        return () => _used = used;
    }

    // In place of what is being typed, which it completes.
    private Task AddAsync(string tag)
    {
        var whole = TagRules.Split(Value).ToList();
        if (Typed.Length > 0)
        {
            whole.RemoveAt(whole.Count - 1);
        }

        return ValueChanged.InvokeAsync(TagRules.Join([.. whole, tag]));
    }
}
