using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ExperimentAdmin.Core.Access.Grants;

internal sealed class ProjectMemberMapping : IEntityTypeConfiguration<ProjectMember>
{
    public void Configure(EntityTypeBuilder<ProjectMember> builder)
    {
        builder.ToTable("project_members");
        builder.HasKey(member => new { member.ProjectId, member.PersonId });
        builder.HasOne<Project>().WithMany().HasForeignKey(member => member.ProjectId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(member => member.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
