using System.Reflection;
using System.Runtime.CompilerServices;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.App.Shell.Pages.Loading;
using ExperimentAdmin.Core.Audit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace ExperimentAdmin.Unit.Architecture;

/// <summary>No page can forget how it loads: what reads by itself reads by <see cref="LoadingPart"/>, and hears of changes by it.</summary>
public sealed class LoadingTests
{
    private const BindingFlags All = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public
        | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    // It asks by the clock and not by an address, which its page makes a new one for.
    private static readonly string[] s_byTheClock = ["LastRequestCard"];

    private static readonly string[] s_lifecycle =
    [
        "SetParametersAsync", "OnInitialized", "OnInitializedAsync", "OnParametersSet", "OnParametersSetAsync", "OnAfterRender", "OnAfterRenderAsync",
    ];

    private static readonly Type[] s_app = typeof(Program).Assembly.GetTypes();

    private static readonly Type[] s_interactive =
    [
        .. s_app.Where(type => typeof(ComponentBase).IsAssignableFrom(type) && !type.IsAbstract
            && !type.GetProperties(All).Any(property => property.PropertyType == typeof(HttpContext))),
    ];

    [Fact]
    public void WhatReadsByItself_ReadsByTheOneGuardedLoad()
    {
        s_interactive.Count(type => Reads(type, "ReadAsync")).ShouldBeGreaterThan(25, "a rule that matches nothing protects nothing");

        s_interactive.Where(type => s_lifecycle.Any(method => Reads(type, method)) && !s_byTheClock.Contains(type.Name, StringComparer.Ordinal))
            .Select(type => type.Name).ShouldBeEmpty();
    }

    [Fact]
    public void APageThatReads_IsAListOrADetail()
    {
        var pages = s_interactive.Where(type => type.IsDefined(typeof(RouteAttribute), inherit: false)
            && Family(type).SelectMany(member => member.GetProperties(All)).Any(property => IsReader(property.PropertyType))).ToList();

        pages.Count.ShouldBeGreaterThan(15);
        pages.Where(type => !typeof(DetailPage).IsAssignableFrom(type) && !typeof(ListPage).IsAssignableFrom(type))
            .Select(type => type.Name).ShouldBeEmpty();
    }

    [Fact]
    public void WhatLoads_IsToldWhenItIsGone()
    {
        var loading = s_interactive.Where(typeof(LoadingPart).IsAssignableFrom).ToList();
        loading.Count.ShouldBeGreaterThan(25);

        loading.Where(type => type.GetInterfaceMap(typeof(IDisposable)).TargetMethods[0].DeclaringType != typeof(ActingPart))
            .Select(type => type.Name).ShouldBeEmpty();
        loading.Where(type => typeof(IAsyncDisposable).IsAssignableFrom(type)
                && !Reached(type, nameof(IAsyncDisposable.DisposeAsync)).Any(method => method.Name == nameof(IDisposable.Dispose)))
            .Select(type => type.Name).ShouldBeEmpty();
    }

    [Fact]
    public void WhatFollowsChanges_HearsOfThemInOneWay()
    {
        Callers(method => method.DeclaringType == typeof(ChangeFeed) && method.Name == nameof(ChangeFeed.Subscribe)).ShouldBe([nameof(LiveRefresh)]);
        Callers(method => method.DeclaringType == typeof(LiveRefresh) && method.IsConstructor).ShouldBe([nameof(LoadingPart)]);
    }

    private static bool Reads(Type type, string method)
        => Reached(type, method).Any(called => called.DeclaringType is { } reader && IsReader(reader)
            && called is MethodInfo { ReturnType: var returned } && typeof(Task).IsAssignableFrom(returned));

    private static bool IsReader(Type type)
        => type.Namespace is { } name && name.StartsWith("ExperimentAdmin.Core.", StringComparison.Ordinal)
            && (name.EndsWith(".Reads", StringComparison.Ordinal) || type.Name == "ExperimentDrafts")
            && type is { IsClass: true, IsEnum: false } && type.GetMethods(All).Any(method => typeof(Task).IsAssignableFrom(method.ReturnType));

    // What a method of a component calls, through others of its own, also when they are asynchronous or lambdas.
    private static HashSet<MethodBase> Reached(Type type, string name)
    {
        var family = Family(type).ToHashSet();
        var waiting = new Queue<MethodBase>(family.SelectMany(member => member.GetMethods(All)).Where(method => method.Name == name));
        var reached = new HashSet<MethodBase>();
        while (waiting.TryDequeue(out var method))
        {
            IEnumerable<MethodBase> next = Mentions.Called(method);
            if (method.GetCustomAttribute<StateMachineAttribute>() is { StateMachineType: var machine })
            {
                next = next.Concat(machine.GetMethods(All).Where(part => part.Name == "MoveNext"));
            }

            foreach (var called in next.Where(reached.Add).Where(called => IsWithin(called.DeclaringType, family)))
            {
                waiting.Enqueue(called);
            }
        }

        return reached;
    }

    // The component and what it is made from, without what guards the load.
    private static IEnumerable<Type> Family(Type type)
    {
        for (var part = type; part is not null && part.Assembly == type.Assembly && part != typeof(LoadingPart) && part != typeof(ActingPart); part = part.BaseType)
        {
            yield return part;
        }
    }

    private static bool IsWithin(Type? type, HashSet<Type> family)
        => type is not null && (family.Contains(type) || IsWithin(type.DeclaringType, family));

    private static List<string> Callers(Func<MethodBase, bool> which) =>
    [
        .. s_app.Where(type => type.GetMembers(All).OfType<MethodBase>().SelectMany(Mentions.Called).Any(which))
            .Select(type => (type.DeclaringType ?? type).Name).Distinct(),
    ];
}
