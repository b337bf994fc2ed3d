using ExperimentAdmin.App.Ui;
using Microsoft.JSInterop;

namespace ExperimentAdmin.Components.Ui;

public sealed class ScriptModuleTests
{
    [Fact]
    public async Task AFileThatCouldNotBeFetched_IsFetchedAgainTheNextTime()
    {
        var page = new Page { FailingImports = 1 };
        await using var browser = new Browser(page);

        (await browser.CopyAsync("text")).ShouldBeFalse();
        (await browser.CopyAsync("text")).ShouldBeTrue();
        (await browser.CopyAsync("text")).ShouldBeTrue();

        page.Imports.ShouldBe(2);
    }

    [Fact]
    public async Task AFunctionThatFails_IsABug()
    {
        await using var browser = new Browser(new Page { FailsToRun = true });

        await Should.ThrowAsync<JSException>(() => browser.CopyAsync("text"));
    }

    /// <summary>A browser whose connection fails for a while, with the file of scripts in it.</summary>
    private sealed class Page : IJSRuntime, IJSObjectReference
    {
        public int FailingImports { get; set; }

        public bool FailsToRun { get; init; }

        public int Imports { get; private set; }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
            => InvokeAsync<TValue>(identifier, CancellationToken.None, args);

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args)
        {
            if (identifier != "import")
            {
                return FailsToRun ? ValueTask.FromException<TValue>(new JSException("It has a bug.")) : ValueTask.FromResult((TValue)(object)true);
            }

            Imports++;
            return FailingImports-- > 0
                ? ValueTask.FromException<TValue>(new JSException("Failed to fetch dynamically imported module."))
                : ValueTask.FromResult((TValue)(object)this);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
