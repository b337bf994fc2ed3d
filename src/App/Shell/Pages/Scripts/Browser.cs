using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace ExperimentAdmin.App.Shell.Pages.Scripts;

/// <summary>What only the browser can do, for one open page: the C# side of <c>wwwroot/js/ui.js</c>.</summary>
public sealed class Browser(IJSRuntime js, PageConnection? connection = null) : ScriptModule(js, connection, "./js/ui.js")
{
    private TaskCompletionSource? _held;

    /// <summary>Ends as soon as nobody holds anything that is dragged with a pointer.</summary>
    public Task ReleasedAsync() => _held?.Task ?? Task.CompletedTask;

    /// <summary>Moves the focus to the element with this id.</summary>
    public Task FocusAsync(string id) => CallAsync("focus", id);

    /// <summary>Moves the focus to the button of the menu with this id, or, when it was opened with a key, to its first item.</summary>
    public Task EnterMenuAsync(string id, bool byKey) => CallAsync("enterMenu", id, byKey);

    /// <summary>Puts back what was typed into a form before the page was reloaded.</summary>
    /// <returns>The revision that it was typed on, as the form names it; null when nothing was put back or the form names none.</returns>
    public Task<int?> RestoreFormAsync(ElementReference form) => AskAsync<int?>("restoreForm", form);

    /// <summary>Keeps what stands in a form: for fields that the page fills in, which nobody types into.</summary>
    public Task KeepFormAsync(ElementReference form) => CallAsync("keepForm", form);

    /// <summary>Keeps what was changed in the form of a field, after the server changed that field.</summary>
    /// <param name="field">The id of the field; nothing happens when it is in no form that is kept.</param>
    public Task KeepFormOfAsync(string field) => CallAsync("keepFormOf", field);

    /// <summary>Forgets what was typed into a form, once it is saved.</summary>
    public Task ForgetFormAsync(ElementReference form) => CallAsync("forgetForm", form);

    /// <summary>Forgets what was typed into a form, once it is saved, unless more was typed since.</summary>
    /// <param name="form">It, with the revision that what was typed since is to be kept with.</param>
    /// <param name="isTyped">Whether anything stands in it that is not stored.</param>
    public Task ForgetFormAsync(ElementReference form, bool isTyped) => isTyped ? KeepFormAsync(form) : ForgetFormAsync(form);

    /// <summary>Keeps a text under a name for a reload of this address.</summary>
    public Task KeepAsync(string name, string text) => CallAsync("keepText", name, text);

    /// <summary>What was kept under a name before this address was reloaded; null without a reload.</summary>
    public Task<string?> RecallAsync(string name) => AskAsync<string>("recallText", name);

    /// <summary>Forgets what was kept under a name, also of a form with this name that is no longer shown.</summary>
    public Task ForgetAsync(string name) => CallAsync("forgetText", name);

    /// <summary>A pointer went down on something that can be dragged, or let it go. There is one pointer.</summary>
    internal void Hold(bool held)
    {
        var before = _held;
        _held = held ? before ?? new TaskCompletionSource() : null;
        if (!held)
        {
            before?.SetResult();
        }
    }
}
