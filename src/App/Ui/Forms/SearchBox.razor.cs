using ExperimentAdmin.App.Shell.Pages.Forms;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace ExperimentAdmin.App.Ui.Forms;

/// <summary>A text to look for. Tells about it when the typing rests, or at once on Enter.</summary>
public sealed partial class SearchBox : IDisposable
{
    /// <summary>How long the typing has to rest.</summary>
    public static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly string _id = ElementIds.New("search");
    private readonly List<string> _underway = []; // What was told and has not come back yet, oldest first.
    private CancellationTokenSource? _typing;
    private string _text = string.Empty;
    private string? _seen;

    /// <summary>What is searched, for screen readers and as the placeholder: "Search experiments and flags".</summary>
    [Parameter, EditorRequired]
    public required string Label { get; set; }

    [Parameter]
    public string? Placeholder { get; set; }

    [Parameter]
    public string? Value { get; set; }

    [Parameter]
    public EventCallback<string?> ValueChanged { get; set; }

    [Inject]
    public required TimeProvider Clock { get; init; }

    public void Dispose()
    {
        _typing?.Cancel();
        _typing?.Dispose();
    }

    // A value that this box told about itself is no news: by now more may have been typed, and told.
    protected override void OnParametersSet()
    {
        var value = Value ?? string.Empty;
        if (string.Equals(value, _seen, StringComparison.Ordinal))
        {
            return;
        }

        _seen = value;
        var isEcho = _underway.Contains(value, StringComparer.Ordinal);
        if (!isEcho)
        {
            _text = value;
        }

        if (!isEcho || string.Equals(value, _underway[^1], StringComparison.Ordinal))
        {
            _underway.Clear();
        }
    }

    private async Task TypeAsync(string? text)
    {
        _text = text ?? string.Empty;
        Dispose();
        _typing = new CancellationTokenSource();
        var token = _typing.Token;
        try
        {
            await Task.Delay(Rest, Clock, token);
        }
        catch (OperationCanceledException)
        {
            return; // More was typed, or the page is gone.
        }

        await TellAsync();
    }

    private Task KeyAsync(KeyboardEventArgs key) => key.Key == "Enter" ? CommitAsync() : Task.CompletedTask;

    private Task CommitAsync()
    {
        Dispose();
        _typing = null;
        return TellAsync();
    }

    private Task TellAsync()
    {
        if (string.Equals(_underway.LastOrDefault() ?? _seen, _text, StringComparison.Ordinal))
        {
            return Task.CompletedTask;
        }

        _underway.Add(_text);
        return ValueChanged.InvokeAsync(_text.Length == 0 ? null : _text);
    }
}
