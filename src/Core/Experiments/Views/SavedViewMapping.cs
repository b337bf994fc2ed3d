using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Experiments.Views;

internal sealed class SavedViewMapping : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> builder)
    {
        builder.ToTable("saved_views");
        builder.HasKey(view => new { view.PersonId, view.ProjectId });
        builder.Property(view => view.Query).HasMaxLength(SavedView.QueryMaxLength);
        builder.HasOne<Person>().WithMany().HasForeignKey(view => view.PersonId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Project>().WithMany().HasForeignKey(view => view.ProjectId).OnDelete(DeleteBehavior.Restrict);
    }
}
