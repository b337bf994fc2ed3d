using System.Globalization;
using ExperimentAdmin.App.Shell.Pages.Scripts;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>One of a few choices, with label, hint and error.</summary>
/// <typeparam name="T">What is chosen.</typeparam>
public sealed partial class SelectField<T>
{
    private const int None = -1;

    // What is typed within it is one word to look for.
    private static readonly TimeSpan s_typing = TimeSpan.FromSeconds(1);

    private bool _chosen;

    /// <summary>The choices with their words, in order.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<(T Value, string Text)> Options { get; set; }

    /// <summary>The choice that is made; shows <see cref="Prompt"/> when it is none of the options.</summary>
    [Parameter]
    public T? Value { get; set; }

    [Parameter]
    public EventCallback<T?> ValueChanged { get; set; }

    /// <summary>A first line for no choice: "Choose a segment". Choosing it gives the default of the type.</summary>
    [Parameter]
    public string? Prompt { get; set; }

    [Parameter]
    public bool Disabled { get; set; }

    [Inject]
    public required Browser Browser { get; init; }

    // By place in the list: what is chosen needs no text of its own.
    private int Selected
        => Options.Index().Where(option => EqualityComparer<T>.Default.Equals(option.Item.Value, Value)).Select(option => option.Index).FirstOrDefault(None);

    private string Text(int place) => place == None ? Prompt ?? string.Empty : Options[place].Text;

    private string KeptId => $"{InputId}-choice";

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_chosen)
        {
            _chosen = false;
            await Browser.KeepFormOfAsync(KeptId);
        }
    }

    private async Task SetAsync(int place)
    {
        _chosen = true;
        await ValueChanged.InvokeAsync(place >= 0 && place < Options.Count ? Options[place].Value : default);
    }

    private Task PutBackAsync(ChangeEventArgs kept)
        => int.TryParse(kept.Value as string, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var place) ? SetAsync(place) : Task.CompletedTask;
}
