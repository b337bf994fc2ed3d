using System.Reflection;
using System.Security.Claims;
using Bunit;
using ExperimentAdmin.App.Shell.Identity;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Access.Sessions.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Tests.Shared;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExperimentAdmin.Components.Shell;

/// <summary>What the end of a sign-in means for pages that are open.</summary>
public sealed class CircuitTests() : WorldTests(DatabaseProvider.Sqlite)
{
    [Fact]
    public async Task AnOpenPage_OfASignInThatEnds_IsNobodysAtOnce_AndTheOthersStay()
    {
        var (mine, other) = (await StartAsync(), await StartAsync());
        await using var ending = await OpenAsync(mine);
        await using var staying = await OpenAsync(other);

        (await World.Get<SignOut>().RunAsync(new(mine), Cancellation)).IsOk.ShouldBeTrue();

        await ending.IsNobodysAsync();
        (await staying.StateAsync()).User.Identity!.IsAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public async Task AClosedPage_IsToldNothing()
    {
        var key = await StartAsync();
        var page = await OpenAsync(key);
        await page.DisposeAsync();

        (await World.Get<SignOut>().RunAsync(new(key), Cancellation)).IsOk.ShouldBeTrue();

        (await page.StateAsync()).User.Identity!.IsAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public async Task AnOpenPage_ThatNobodyTouches_EndsWithItsSignIn()
    {
        var key = await StartAsync();
        await using var page = await OpenAsync(key);
        World.Clock.AdjustTime(World.Clock.GetUtcNow().AddDays(13));
        await page.LookAsync();
        (await page.StateAsync()).User.Identity!.IsAuthenticated.ShouldBeTrue();

        World.Clock.AdjustTime(World.Clock.GetUtcNow().AddDays(1));
        await page.LookAsync();

        await page.IsNobodysAsync();
    }

    [Fact]
    public async Task WhileTheDatabaseIsAway_NobodyIsSignedOut_AndWhoeverIsOverIsAfterwards()
    {
        var (mine, over) = (await StartAsync(), await StartAsync());
        await using var staying = await OpenAsync(mine);
        await using var ending = await OpenAsync(over);
        World.Get<WriteGate>().Guard!.Watch();
        var file = Database.Options.File;
        File.Move(file, $"{file}.away");
        await staying.LookAsync();
        await ending.LookAsync();
        (await staying.StateAsync()).User.Identity!.IsAuthenticated.ShouldBeTrue();
        File.Move($"{file}.away", file);

        (await World.Get<SignOut>().RunAsync(new(over), Cancellation)).IsOk.ShouldBeTrue();

        await ending.IsNobodysAsync();
        await staying.LookAsync();
        (await staying.StateAsync()).User.Identity!.IsAuthenticated.ShouldBeTrue();
    }

    [Fact]
    public void WhatSomebodyDoesOnAPage_IsCalledAsTheFrameworkCallsIt()
    {
        var hub = typeof(CircuitOptions).Assembly.GetType("Microsoft.AspNetCore.Components.Server.ComponentHub", throwOnError: true)!;

        CircuitUses.Acts.ShouldAllBe(act => hub.GetMethod(act, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic) != null);
    }

    private async Task<SessionKey> StartAsync() => await World.Get<StartSession>().RunAsync(new(await PersonAsync(), null, null), Cancellation);

    private async Task<PersonSession> PersonAsync()
    {
        await using var db = World.Open();
        var person = await db.Set<Person>().SingleAsync(user => user.Email == $"{Role.Viewer}@test.local", Cancellation);
        person.SecurityStamp ??= "stamp";
        await db.SaveChangesAsync(Cancellation);
        return PersonSession.Of(person);
    }

    private async Task<OpenPage> OpenAsync(SessionKey key)
    {
        var person = await PersonAsync();
        var revalidation = new CircuitRevalidation(NullLoggerFactory.Instance, World.Get<SessionReads>());
        revalidation.SetAuthenticationState(Task.FromResult(new AuthenticationState(SessionClaims.Principal(person, key))));
        var page = new OpenPage(revalidation, new CircuitEnd(revalidation, World.Get<SessionEnds>()), person.Id);
        await page.OpenAsync();
        return page;
    }

    private sealed class OpenPage(CircuitRevalidation revalidation, CircuitEnd end, int personId) : IAsyncDisposable
    {
        private readonly TaskCompletionSource<ClaimsPrincipal> _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task OpenAsync()
        {
            revalidation.AuthenticationStateChanged += async state => _changed.TrySetResult((await state).User);
            await end.OnCircuitOpenedAsync(null!, Cancellation);
        }

        public Task<AuthenticationState> StateAsync() => revalidation.GetAuthenticationStateAsync();

        public Task LookAsync() => revalidation.LookAsync(personId);

        public async Task IsNobodysAsync()
        {
            (await _changed.Task.WaitAsync(BunitContext.DefaultWaitTimeout, Cancellation)).Identity!.IsAuthenticated.ShouldBeFalse();
            (await StateAsync()).User.Identity!.IsAuthenticated.ShouldBeFalse();
        }

        public async ValueTask DisposeAsync()
        {
            await end.OnCircuitClosedAsync(null!, CancellationToken.None);
            ((IDisposable)revalidation).Dispose();
        }
    }
}
